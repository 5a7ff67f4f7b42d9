"""From files of events to a store: what stands where, when it was, who it was."""
