// Which rows of the table become which file. `from` is the table's word for a provider; `is` passes over names that
// are not the provider's names for models, such as sizes that a price holds for. Groq's list is kept by hand.

const catalogue = (folder, name, from, is) => ({ file: `${folder}/src/models.ts`, name, exports: { models: { from, is } } });

const azure = (model) => !model.startsWith('command-') && !model.startsWith('mistral-') && !model.startsWith('speech/');

// Names of Bedrock begin with a vendor, or with a geography and a vendor, and have no path.
const bedrock = (model) => /^[a-z0-9-]+\.[^/@]+$/.test(model);

const fireworks = (model) => model.includes('/') && !model.endsWith('/');

// Vertex writes versions with an @; `search_api` is no model.
const vertex = (model) => model !== 'search_api';

const preset = (slug, name, from = slug) => ({
  file: `provider-openai-compatible/src/catalogue/${slug}.ts`,
  name,
  exports: { models: { from } },
});

export const catalogues = [
  catalogue('provider-anthropic', 'Anthropic', 'anthropic'),
  {
    file: 'provider-azure/src/models.ts',
    name: 'Azure OpenAI, and of the other vendors in Azure AI Foundry',
    exports: { models: { from: 'azure-openai', is: azure }, foundryModels: { from: 'azure-ai' } },
  },
  catalogue('provider-bedrock', 'Amazon Bedrock', 'bedrock', bedrock),
  catalogue('provider-cerebras', 'Cerebras', 'cerebras'),
  // `models.ts` is how this package lists models over the network.
  { file: 'provider-cohere/src/catalogue.ts', name: 'Cohere', exports: { models: { from: 'cohere' } } },
  catalogue('provider-deepseek', 'DeepSeek', 'deepseek'),
  catalogue('provider-fireworks', 'Fireworks AI', 'fireworks', fireworks),
  catalogue('provider-google', 'the Gemini API', 'google-gemini'),
  catalogue('provider-mistral', 'Mistral AI', 'mistral'),
  // A fine-tuned model has its owner's name; what the table lists is what it was made from.
  catalogue('provider-openai', 'OpenAI', 'openai', (model) => !model.startsWith('ft:')),
  catalogue('provider-openrouter', 'OpenRouter', 'openrouter'),
  catalogue('provider-perplexity', 'Perplexity', 'perplexity'),
  catalogue('provider-together', 'Together AI', 'together', (model) => !model.startsWith('together-ai-')),
  catalogue('provider-vertex', 'Vertex AI', 'google-vertex', vertex),
  catalogue('provider-xai', 'xAI', 'xai'),
  preset('ai21', 'AI21'),
  preset('dashscope', 'DashScope'),
  preset('deepinfra', 'DeepInfra'),
  preset('featherless-ai', 'Featherless AI'),
  preset('hyperbolic', 'Hyperbolic'),
  preset('jina', 'Jina'),
  preset('lambda', 'Lambda'),
  preset('moonshot', 'Moonshot'),
  preset('nebius', 'Nebius'),
  preset('novita-ai', 'Novita AI', 'novita'),
  preset('nscale', 'Nscale'),
  preset('ovhcloud', 'OVHcloud'),
  preset('recraft-ai', 'Recraft', 'recraft'),
  preset('sambanova', 'SambaNova'),
  preset('stability-ai', 'Stability AI', 'stability'),
  preset('voyage', 'Voyage'),
  preset('workers-ai', 'Cloudflare Workers AI'),
  preset('z-ai', 'Z.ai'),
];
