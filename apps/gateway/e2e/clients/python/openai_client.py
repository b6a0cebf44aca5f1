import openai
from story import *

client = openai.OpenAI(base_url=f"{ORIGIN}/v1", api_key=KEY, default_headers=HEADERS, max_retries=0)
hello = {"model": MODEL, "messages": [{"role": "user", "content": HELLO}]}
asked = {"role": "user", "content": ASKED}

whole = client.chat.completions.create(**hello)
with client.chat.completions.stream(**hello, stream_options={"include_usage": True}) as stream:
    pieces = [event.delta for event in stream if event.type == "content.delta"]
    streamed = stream.get_final_completion()
response = client.responses.create(model=MODEL, input=HELLO, store=False)

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
except openai.RateLimitError as error:
    limit = {"status": error.status_code, "wait": error.response.headers["retry-after"]}

tell(
    whole=whole.choices[0].message.content,
    streamed=streamed.choices[0].message.content,
    response=response.output_text,
    pieces=len(pieces),
    usage=[streamed.usage.prompt_tokens, streamed.usage.completion_tokens],
    calls=[{"name": call.function.name, "input": json.loads(call.function.arguments)} for call in first.tool_calls],
    answer=second.choices[0].message.content,
    city=json.loads(city.choices[0].message.content),
    limit=limit,
)
