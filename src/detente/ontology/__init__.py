"""PLOVER as data: types, modes, contexts, scores and the crosswalks to CAMEO."""
