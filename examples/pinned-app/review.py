"""Before an upgrade: `python review.py OLD.whl NEW.whl` ends with 1 if we'd notice."""

import sys

from app import review


found = review(*sys.argv[1:])
for change in found:
    print(f"{change.about} {change.what}: {change.old} → {change.new}")
    print("   because of", *change.because, *change.reasons)
sys.exit(1 if found else 0)
