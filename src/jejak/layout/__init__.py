"""One geometry for every picture: order, widths, curve, ribbon and bars."""
