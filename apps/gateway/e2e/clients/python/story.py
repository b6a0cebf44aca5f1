"""What every client is led through; the tests say what each is to see."""

import json
import sys

ORIGIN, KEY, PROVIDER, MODEL = sys.argv[1:5]

HEADERS = {"x-portkey-provider": PROVIDER}
LIMITED = "limited"

HELLO = "Say hello to Ann."
ASKED = "How is the weather in Paris and in Rome?"
NAME_A_CITY = "Name a city as JSON."

RESULTS = ["It rains.", "The sun shines."]

PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
LOOK = {"name": "look", "description": "Looks at the weather of a city.", "parameters": PARAMETERS}
TOOLS = [{"type": "function", "function": LOOK}]

CITY = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "people": {"type": "integer"}},
    "required": ["city", "people"],
    "additionalProperties": False,
}


def tell(**seen):
    """Prints what was seen, for the test to read."""
    print(json.dumps(seen))
