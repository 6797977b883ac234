// Puts the page together: each panel is a function that takes what is new.
import { cachePanel } from './cache.js';
import { connectionPanel } from './connection.js';
import { diaryPanel } from './diary.js';
import { byId } from './dom.js';
import { entriesPanel } from './entries.js';
import { listen } from './live.js';
import { loadPanel } from './load.js';
import { serverPanel } from './server.js';
import { trafficPanel } from './traffic.js';

const panels = [connectionPanel(), trafficPanel(), loadPanel(), serverPanel(), diaryPanel(), entriesPanel(), cachePanel()];

listen(
  (news) => panels.forEach((show) => show(news)),
  (state) => { byId('page-state').textContent = state; });
