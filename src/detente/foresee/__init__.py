"""Forecasts and scenarios, scored."""
