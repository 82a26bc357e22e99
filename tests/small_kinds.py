"""
The made-up data folder with records of the smaller kinds, for several tests.
"""

from __future__ import annotations

import shutil

from pathlib import Path


VALID = Path(__file__).parent / "curation" / "valid"

# Property → kinds it belongs to, type, and what else the type needs.
PROPERTIES = {
    "attendance": ("events", "number", ""),
    "by": ("cooperations", "reference", 'targets = ["organizations"]'),
    "city": (
        "organizations places events stops programs cooperations",
        "reference",
        'targets = ["cities"]',
    ),
    "dedicated": ("places", "date", ""),
    "duration": ("programs", "text", ""),
    "erected": ("places", "date", ""),
    "founded": ("organizations programs", "date", ""),
    "funder": ("programs", "reference", 'targets = ["organizations"]'),
    "grants": ("programs", "number", ""),
    "held": ("events stops appointments", "period", ""),
    "level": ("cooperations", "enum", 'values = ["close", "general"]'),
    "named": ("places", "date", ""),
    "office": ("people", "text", ""),
    "organizer": ("events programs", "reference", 'targets = ["organizations"]'),
    "part-of": ("organizations", "reference", 'targets = ["organizations"]'),
    "participant": (
        "events stops appointments",
        "reference",
        'targets = ["people", "organizations"]',
    ),
    "partnership": (
        "organizations places events programs cooperations",
        "reference",
        'targets = ["partnerships"]',
    ),
    "period": ("programs cooperations", "period", ""),
    "recurrence": ("programs", "text", ""),
    "side": ("organizations", "enum", 'values = ["berlin", "partner", "joint"]'),
    "site": ("events appointments", "reference", 'targets = ["places"]'),
    "state": ("programs cooperations", "enum", 'values = ["running", "ended"]'),
    "successor": ("programs", "reference", 'targets = ["programs"]'),
    "symbol-of": ("places", "reference", 'targets = ["partnerships"]'),
    "took-place": ("events appointments", "bool", ""),
    "topic": (
        "organizations events stops appointments programs cooperations",
        "reference",
        'targets = ["topics"]',
    ),
    "within": ("places", "reference", 'targets = ["places"]'),
}
# Those of which a record may have several at once.
MANY = {
    *("by", "city", "funder", "office", "organizer", "participant", "partnership"),
    *("site", "successor", "symbol-of", "topic"),
}

FILES = {
    "organizations.toml": """\
[example-institute]
name = { de = "Beispielinstitut", en = "Example Institute" }
names = [
  { text = "EI", language = "en", script = "Latn", kind = "abbreviation", source = "bulletin", at = "line 1", quote = "EI" },
]
note = "not the office"

[example-office]
name = { de = "Beispielamt", en = "Example Office" }
""",
    "people.toml": """\
[ada-example]
name = { de = "Ada Beispiel", en = "Ada Example" }
""",
    "places.toml": """\
[example-square]
name = { de = "Beispielplatz", en = "Example Square" }
""",
    "events.toml": """\
[example-visit]
name = { de = "Beispielreise", en = "Example visit" }
note = "made up"

[[example-visit.stops]]
id = "sampleton"
note = "by train"

[[example-visit.stops]]
id = "old-mill"

[[example-visit.appointments]]
id = "talk"
stop = "sampleton"
name = { de = "Gespräch", en = "Talk" }
note = "in the morning"

[[example-visit.appointments]]
id = "tour"
stop = "old-mill"
name = { de = "Führung", en = "Tour" }

[[example-visit.appointments]]
id = "dinner"
stop = "old-mill"
name = { de = "Abendessen", en = "Dinner" }

[[example-visit.appointments]]
id = "concert"
name = { de = "Konzert", en = "Concert" }
""",
    "programs.toml": """\
[example-grant]
name = { de = "Beispielstipendium", en = "Example grant" }

[later-grant]
name = { de = "Späteres Stipendium", en = "Later grant" }
""",
    "cooperations.toml": """\
[example-work]
name = { de = "Beispielarbeit", en = "Example work" }
""",
    "topics.toml": """\
[arts]
name = { de = "Künste", en = "arts" }
basis = "ours"

[jazz]
name = { de = "Jazz", en = "jazz" }
parent = "music"

[music]
name = { de = "Musik", en = "music" }
parent = "arts"

[sports]
name = { de = "Sport", en = "sports" }
""",
    # A press text before the visit …
    "sources/bulletin.toml": """\
title = "What will be"
publisher = "Example Office"
kind = "official"
language = "en"
url_status = "none"
published = "2024-10-01"
aliases = ["seed-007"]
statements = [
  { about = "events/example-visit", property = "held", value = "2024-11", at = "line 1", mode = "announced" },
  { about = "events/example-visit", property = "took-place", value = true, at = "line 1", mode = "announced" },
  { about = "events/example-visit", property = "partnership", value = "partnerships/exampleville", at = "line 1" },
  { about = "events/example-visit#sampleton", property = "topic", value = "topics/jazz", at = "line 1", mode = "announced" },
  { about = "events/example-visit#old-mill", property = "held", value = "2024-11-12", at = "line 1", mode = "announced" },
  { about = "events/example-visit#talk", property = "took-place", value = true, at = "line 2", mode = "announced" },
  { about = "events/example-visit#talk", property = "participant", value = "people/ada-example", at = "line 2", mode = "announced" },
  { about = "events/example-visit#tour", property = "took-place", value = true, at = "line 3", quote = "a tour", chars = [10, 16], mode = "announced" },
  { about = "events/example-visit#concert", property = "took-place", value = true, at = "line 4", mode = "announced" },
  { about = "organizations/example-institute", property = "side", value = "partner", at = "line 5" },
  { about = "organizations/example-institute", property = "founded", value = "1990-05", at = "line 5" },
  { about = "organizations/example-institute", property = "part-of", value = "organizations/example-office", at = "line 5" },
  { about = "organizations/example-institute", property = "partnership", value = "partnerships/exampleville", at = "line 5" },
  { about = "programs/example-grant", property = "grants", value = 2, at = "line 6", holds = "2017/.." },
  { about = "programs/example-grant", property = "grants", value = 1, at = "line 6", holds = "2017" },
  { about = "programs/example-grant", property = "grants", value = ">1", at = "line 6", holds = "2016" },
  { about = "programs/example-grant", property = "grants", value = 9, at = "line 6" },
  { about = "programs/example-grant", property = "grants", value = 8, at = "line 6", holds = "2015", mode = "opinion" },
  { about = "programs/example-grant", property = "grants", value = 7, at = "line 6", holds = "2014", certainty = "low" },
]
left_out = [
  { chars = [30, 40], reason = "on the weather" },
  { at = "line 9", reason = "a joke" },
]
""",
    # … and one after it.
    "sources/report.toml": """\
title = "What was"
publisher = "Example Press"
kind = "press"
language = "en"
url_status = "none"
published = "2024-12-01"
statements = [
  { about = "events/example-visit", property = "held", value = "2024-11-10/2024-11-15", at = "line 1" },
  { about = "events/example-visit", property = "took-place", value = true, at = "line 1", mode = "reported" },
  { about = "events/example-visit#talk", property = "took-place", value = true, at = "line 2", mode = "reported" },
  { about = "events/example-visit#talk", property = "site", value = "places/example-square", at = "line 2" },
  { about = "events/example-visit#dinner", property = "took-place", value = true, at = "line 2", mode = "reported" },
  { about = "events/example-visit#concert", property = "took-place", value = false, at = "line 3" },
  { about = "people/ada-example", property = "office", value = "Mayor/Speaker", at = "line 4" },
  { about = "places/example-square", property = "dedicated", value = "1990-10-06", at = "line 5" },
  { about = "places/example-square", property = "city", value = "cities/sampleton", at = "line 5" },
  { about = "places/example-square", property = "symbol-of", value = "partnerships/exampleville", at = "line 5" },
  { about = "programs/example-grant", property = "successor", value = "programs/later-grant", at = "line 6" },
  { about = "programs/example-grant", property = "partnership", value = "partnerships/exampleville", at = "line 6" },
  { about = "programs/example-grant", property = "topic", value = "topics/sports", at = "line 6" },
  { about = "cooperations/example-work", property = "city", value = "cities/exampleville", at = "line 7" },
  { about = "cooperations/example-work", property = "by", value = "organizations/example-office", at = "line 7" },
  { about = "cooperations/example-work", property = "level", value = "close", at = "line 7" },
]
""",
}


def made_up(root):
    """
    The valid folder with records of the smaller kinds, copied to *root*.
    """
    shutil.copytree(VALID, root)
    with (root / "properties.toml").open("a", encoding="utf-8") as file:
        for id, (kinds, type, rest) in PROPERTIES.items():
            listed = ", ".join(f'"{kind}"' for kind in kinds.split())
            label = f'{{ de = "{id} (de)", en = "{id} (en)" }}'
            file.write(f"\n[{id}]\nkinds = [{listed}]\n")
            many = str(id in MANY).lower()
            file.write(f'type = "{type}"\nmany = {many}\nresolved = true\n')
            file.write(f"label = {label}\n{rest}\n")
    for path, text in FILES.items():
        (root / path).write_text(text, "utf-8")
    return root
