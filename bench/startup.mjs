// From nothing to the first tensor, with the package as it is published; startup.py is its twin.
import { torch } from 'typetorch';

console.log(torch.ones(2, 3).sum().item());
