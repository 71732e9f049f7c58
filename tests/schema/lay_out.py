#!/usr/bin/env python3
"""The courses of tests/spec/*.md, one folder each, for those who look at them with other eyes.

    lay_out.py FOLDER      FOLDER/0, FOLDER/1 …; then, as JSON, what each is and what steg says of it
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "spec"))
import run  # noqa: E402

out = pathlib.Path(sys.argv[1])
told = []
for page in sorted(run.SPEC.glob("*.md")):
    for case in run.read_page(page):
        # What needs more than files, or is about no course, is not for us.
        if case.block("setup") or case.block("command"):
            continue
        run.lay_out(case, out / str(len(told)))
        told.append({"name": case.name, "said": case.messages("english")})
json.dump(told, sys.stdout)
