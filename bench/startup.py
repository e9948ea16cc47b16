"""From nothing to the first tensor."""

import torch

print(torch.ones(2, 3).sum().item(), flush=True)
