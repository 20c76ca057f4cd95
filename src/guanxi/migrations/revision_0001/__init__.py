"""The parts of revision 0001, frozen with it."""
