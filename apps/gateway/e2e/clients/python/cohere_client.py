import cohere
import httpx
from cohere.errors import TooManyRequestsError
from story import *

# It speaks its own dialect at /v2/chat, which below /v1 passes through to the provider.
client = cohere.ClientV2(api_key=KEY, base_url=f"{ORIGIN}/v1", httpx_client=httpx.Client(headers=HEADERS))
hello = {"model": MODEL, "messages": [{"role": "user", "content": HELLO}]}
asked = {"role": "user", "content": ASKED}

whole = client.chat(**hello)
pieces = [event.delta.message.content.text for event in client.chat_stream(**hello) if event.type == "content-delta"]

first = client.chat(model=MODEL, messages=[asked], tools=TOOLS).message
results = [{"role": "tool", "tool_call_id": call.id, "content": text} for call, text in zip(first.tool_calls, RESULTS)]
second = client.chat(model=MODEL, tools=TOOLS, messages=[asked, first, *results])

city = client.chat(
    model=MODEL,
    messages=[{"role": "user", "content": NAME_A_CITY}],
    response_format={"type": "json_object", "json_schema": CITY},
)

try:
    client.chat(**{**hello, "model": LIMITED}, request_options={"max_retries": 0})
    limit = None
except TooManyRequestsError as error:
    limit = {"status": error.status_code, "wait": error.headers["retry-after"]}

tell(
    whole=whole.message.content[0].text,
    streamed="".join(pieces),
    pieces=len(pieces),
    usage=[whole.usage.tokens.input_tokens, whole.usage.tokens.output_tokens],
    calls=[{"name": call.function.name, "input": json.loads(call.function.arguments)} for call in first.tool_calls],
    answer=second.message.content[-1].text,
    city=json.loads(city.message.content[-1].text),
    limit=limit,
)
