"""Calls the SDK as it is told, by a line of JSON for each call, and answers each with a line that says what came of it."""

import asyncio
import inspect
import json
import sys
import warnings

import httpx
from portkey_ai import AsyncPortkey, Portkey

warnings.simplefilter("ignore")

ORIGIN = sys.argv[1]
LOOP = asyncio.new_event_loop()
CLIENTS = {}


def client_for(kind, options):
    """A client keeps its connections, so that there is one for each way to call."""
    name = json.dumps([kind, options], sort_keys=True)
    if name not in CLIENTS:
        CLIENTS[name] = (Portkey if kind == "sync" else AsyncPortkey)(base_url=f"{ORIGIN}/v1", **options)
    return CLIENTS[name]


def found(client, method):
    for part in method.split("."):
        client = getattr(client, part)
    return client


def plain(value):
    # What `get`, `put` and `delete` give to any address, and what is given where nothing is said of its type.
    if isinstance(value, httpx.Response):
        return value.json() if "json" in value.headers.get("content-type", "") else {"text": value.text}
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


async def gathered(pieces):
    return [plain(piece) async for piece in pieces]


def finished(value):
    """What a call gave, once it is all there."""
    if inspect.isawaitable(value):
        value = LOOP.run_until_complete(value)
    if hasattr(value, "__aiter__"):
        return {"chunks": LOOP.run_until_complete(gathered(value))}
    if hasattr(value, "__next__"):
        return {"chunks": [plain(piece) for piece in value]}
    return plain(value)


def refused(error):
    body = getattr(error, "body", None)
    if isinstance(body, dict):
        body = body.get("message")
    return {"name": type(error).__name__, "status": getattr(error, "status_code", None), "message": body or str(error)}


def methods_below(thing, path):
    for name in sorted(dir(type(thing))):
        if not name.startswith("_") and inspect.isfunction(getattr(type(thing), name)):
            yield f"{path}.{name}"
    for name, part in sorted(vars(thing).items()):
        if name != "client" and not name.startswith("_") and is_resource(part):
            yield from methods_below(part, f"{path}.{name}")


def is_resource(thing):
    return type(thing).__module__.startswith("portkey_ai.api_resources.apis")


def inventory(client):
    """Every method of every resource of ours that a client has, by its path."""
    return {name: list(methods_below(part, name)) for name, part in vars(client).items() if is_resource(part)}


def fields_of(client, methods):
    """What each of the methods takes by name. What comes first and has no default says which thing is meant."""
    return {
        method: [
            name
            for name, parameter in inspect.signature(found(client, method)).parameters.items()
            if parameter.kind == parameter.KEYWORD_ONLY
        ]
        for method in methods
    }


def answer(asked):
    client = client_for(asked["kind"], asked["options"])
    if asked["method"] == "inventory":
        return {"given": inventory(client)}
    if asked["method"] == "fields":
        return {"given": fields_of(client, asked["args"])}
    try:
        return {"given": finished(found(client, asked["method"])(*asked["args"], **asked["fields"]))}
    except Exception as error:  # Whatever it is, the test is to see it.
        return {"refused": refused(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
