from mistralai.client import Mistral
from mistralai.client.errors import MistralError
from story import *

client = Mistral(server_url=ORIGIN, api_key=KEY)
to = {"http_headers": HEADERS}
hello = {"model": MODEL, "messages": [{"role": "user", "content": HELLO}]}
asked = {"role": "user", "content": ASKED}

whole = client.chat.complete(**hello, **to)
chunks = [event.data for event in client.chat.stream(**hello, **to)]
pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and isinstance(chunk.choices[0].delta.content, str)]
pieces = [piece for piece in pieces if piece]

first = client.chat.complete(model=MODEL, messages=[asked], tools=TOOLS, **to).choices[0].message
results = [{"role": "tool", "tool_call_id": call.id, "content": text} for call, text in zip(first.tool_calls, RESULTS)]
second = client.chat.complete(model=MODEL, tools=TOOLS, messages=[asked, first, *results], **to)

city = client.chat.complete(
    model=MODEL,
    messages=[{"role": "user", "content": NAME_A_CITY}],
    response_format={"type": "json_schema", "json_schema": {"name": "city", "schema": CITY, "strict": True}},
    **to,
)

try:
    client.chat.complete(**{**hello, "model": LIMITED}, retries=None, **to)
    limit = None
except MistralError as error:
    limit = {"status": error.status_code, "wait": error.headers["retry-after"]}

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
