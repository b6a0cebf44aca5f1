import anthropic
from story import *

client = anthropic.Anthropic(base_url=ORIGIN, api_key=KEY, default_headers=HEADERS, max_retries=0)
hello = {"model": MODEL, "max_tokens": 300, "messages": [{"role": "user", "content": HELLO}]}
tools = [{"name": LOOK["name"], "description": LOOK["description"], "input_schema": PARAMETERS}]
asked = {"role": "user", "content": ASKED}
thinking = {"type": "enabled", "budget_tokens": 2048}

whole = client.messages.create(**hello)
with client.messages.stream(**hello) as stream:
    pieces = list(stream.text_stream)
    streamed = stream.get_final_message()

with client.messages.stream(model=MODEL, max_tokens=4096, thinking=thinking, tools=tools, messages=[asked]) as stream:
    first = stream.get_final_message()
uses = [block for block in first.content if block.type == "tool_use"]
results = [{"type": "tool_result", "tool_use_id": use.id, "content": text} for use, text in zip(uses, RESULTS)]
second = client.messages.create(
    model=MODEL,
    max_tokens=4096,
    thinking=thinking,
    tools=tools,
    messages=[asked, {"role": "assistant", "content": first.content}, {"role": "user", "content": results}],
)

city = client.messages.create(
    model=MODEL,
    max_tokens=300,
    messages=[{"role": "user", "content": NAME_A_CITY}],
    output_config={"format": {"type": "json_schema", "schema": CITY}},
)

try:
    client.messages.create(**{**hello, "model": LIMITED})
    limit = None
except anthropic.RateLimitError as error:
    limit = {"status": error.status_code, "wait": error.response.headers["retry-after"]}

tell(
    whole=whole.content[0].text,
    streamed=streamed.content[0].text,
    pieces=len(pieces),
    usage=[streamed.usage.input_tokens, streamed.usage.output_tokens],
    calls=[{"name": use.name, "input": use.input} for use in uses],
    answer=second.content[-1].text,
    city=json.loads(city.content[-1].text),
    limit=limit,
)
