"""A table that changed becomes edits of the map that was once made from it.

`matching` finds for everything in the table the record of the map that it is:
by words and places, never by ids, for a table holds none. `comparing` decides,
field by field, whose words count. `frame`, `cells` and `lists` write the edits.
"""

from jejak.importers.updating.choosing import fitting_maps
from jejak.importers.updating.update import Update, update_map

__all__ = ["Update", "fitting_maps", "update_map"]
