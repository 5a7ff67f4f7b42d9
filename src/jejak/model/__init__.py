"""The model: what a journey map is, and the only way in which it changes.

Standard library only; everything else in Jejak builds on it.

A map is a set of **records** (`records`), frozen dataclasses that name each
other by id (`ids`, `links`) and sort by order keys (`order`). `journey_map`
holds them as one value and answers what everybody asks; `index` answers who
links to whom. `codec` turns records into plain data and back; `text` and `tidy`
are the border that text crosses.

An **edit** (`edits`) is a named value, such as `RenameStage`. It boils down to
plain **changes** (`changes`): put, set, text, delete. `edits.apply` refuses an
edit after which the map would not be valid (`validation`, `rules`, `problems`)
and `edits.invert` undoes one. `merging` keeps both texts when two people write
at once. `web/src/store/edits` is the browser's twin of what edits come to, held
equal by `tests/vectors`.

The rest is derived and never stored: quadrants (`ranking`), gaps (`gaps`),
findings (`findings`). Short numbers (`numbers`) are given once and kept.

    from jejak.model.edits import apply
    from jejak.model.edits.structure import RenameStage

    journey = apply(journey, RenameStage(stage.id, "Pay"))
"""
