import groq
import httpx
from story import *


def in_our_paths(request):
    """The SDK has `/openai/v1` in each of its paths, where the gateway has `/v1`."""
    request.url = request.url.copy_with(path=request.url.path.replace("/openai/v1/", "/v1/", 1))


client = groq.Groq(
    base_url=ORIGIN,
    api_key=KEY,
    default_headers=HEADERS,
    max_retries=0,
    http_client=httpx.Client(event_hooks={"request": [in_our_paths]}),
)
hello = {"model": MODEL, "messages": [{"role": "user", "content": HELLO}]}
asked = {"role": "user", "content": ASKED}

whole = client.chat.completions.create(**hello)
pieces = [chunk.choices[0].delta.content for chunk in client.chat.completions.create(**hello, stream=True) if chunk.choices]
pieces = [piece for piece in pieces if piece]

first = client.chat.completions.create(model=MODEL, messages=[asked], tools=TOOLS).choices[0].message
results = [{"role": "tool", "tool_call_id": call.id, "content": text} for call, text in zip(first.tool_calls, RESULTS)]
second = client.chat.completions.create(model=MODEL, tools=TOOLS, messages=[asked, first, *results])

city = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": NAME_A_CITY}],
    response_format={"type": "json_schema", "json_schema": {"name": "city", "schema": CITY, "strict": True}},
)

try:
    client.chat.completions.create(**{**hello, "model": LIMITED})
    limit = None
except groq.RateLimitError as error:
    limit = {"status": error.status_code, "wait": error.response.headers["retry-after"]}

tell(
    whole=whole.choices[0].message.content,
    streamed="".join(pieces),
    pieces=len(pieces),
    usage=[whole.usage.prompt_tokens, whole.usage.completion_tokens],
    calls=[{"name": call.function.name, "input": json.loads(call.function.arguments)} for call in first.tool_calls],
    answer=second.choices[0].message.content,
    city=json.loads(city.choices[0].message.content),
    limit=limit,
)
