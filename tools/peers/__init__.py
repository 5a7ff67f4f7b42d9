"""Jejak beside PM4Py and retentioneering: an environment of their own, never ours.

python3 -m venv .cache/peers
.cache/peers/bin/pip install --require-hashes --no-deps -r requirements/peers.txt
python3 -m tools.peers LOG... -o docs/reference/peers.md
"""
