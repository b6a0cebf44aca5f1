import { openaiPython } from './clients.ts';
import { describeClient } from './describe-client.ts';
import { pythonClients } from './needs.ts';

describeClient(openaiPython, pythonClients);
