package pipefault.app;

import pipefault.explore.SearchTeam;

/**
 * Who does a search.
 *
 * @param pinned whether each worker process is kept on a core of its own
 */
record SearchCrew(SearchTeam team, boolean pinned) {}
