// From nothing to the first tensor; startup.py is its twin.
import { torch } from '../src/index.ts';

console.log(torch.ones(2, 3).sum().item());
