// What every page has when scripts run: nothing here is needed to read or to search.
document.documentElement.dataset.scripts = "on";
