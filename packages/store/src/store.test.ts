import { describeStore } from './testing/describe-store.ts';
import { onBothEngines } from './testing/engines.ts';

onBothEngines('a store', describeStore);
