// Nothing is called from here: whoever links this module has its functions in place of those of the C libraries
// that `functions.inc` names, and opens the libraries at the first calls.
