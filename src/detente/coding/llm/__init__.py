"""Events coded by a language model at any OpenAI-compatible endpoint, held to the schema and to the text."""

from detente.coding.llm.adapter import Endpoint, check_address
from detente.coding.llm.cache import Answers, Tally, Usage, default_folder
from detente.coding.llm.coder import LlmCoder, LlmCoding
from detente.coding.llm.hybrid import code_hybrid, trigger_doubt
from detente.coding.llm.prompt import prompt

__all__ = [
    "Answers",
    "Endpoint",
    "LlmCoder",
    "LlmCoding",
    "Tally",
    "Usage",
    "check_address",
    "code_hybrid",
    "default_folder",
    "prompt",
    "trigger_doubt",
]
