import type { Preset } from '../preset.ts';

/** Known by name, so that whoever asks for one is told what to do instead. */
export const notServed: readonly Preset[] = [
  {
    id: 'oracle',
    name: 'Oracle Generative AI',
    notServed:
      'Oracle wants every request signed with a private key, which is not built; name its OpenAI-compatible endpoint in x-portkey-custom-host with the provider openai',
  },
  { id: 'palm', name: 'PaLM', notServed: 'Google has closed the PaLM API; use the provider google and a Gemini model' },
  {
    id: 'sagemaker',
    name: 'Amazon SageMaker',
    notServed:
      'SageMaker endpoints speak the language of whatever runs in them and want every body signed; use bedrock, or name an OpenAI-compatible endpoint in x-portkey-custom-host with the provider openai',
  },
  {
    id: 'triton',
    name: 'NVIDIA Triton',
    notServed:
      'Triton’s own language is not built; start its OpenAI-compatible frontend and name it in x-portkey-custom-host with the provider openai',
  },
];
