// The page starts here: it draws itself first, then wakes the engine, then follows what changes.

import { render } from "preact";
import { keepOffline } from "./offline";
import { arriveAfter, watchReading } from "./state/arrivals";
import { followLinks } from "./state/beside";
import { followBorders } from "./state/borders";
import { followDesk } from "./state/desk";
import { followItems } from "./state/items";
import { beginFromKept } from "./state/keep";
import { followMoney } from "./state/money";
import { countRequests } from "./state/privacy";
import { followPolicy } from "./state/results";
import { followRoute } from "./state/route";
import { followScenarios } from "./state/scenarios";
import { followTheme } from "./state/theme";
import { updateReady } from "./state/update";
import { App } from "./views/app";
import "./style/tokens.css";
import "./style/base.css";
import "./style/header.css";
import "./style/figures.css";
import "./style/placing.css";
import "./style/controls.css";
import "./style/fields.css";
import "./style/tables.css";
import "./style/matrix.css";
import "./style/items.css";
import "./style/status.css";
import "./style/files.css";
import "./style/charts.css";
import "./style/money.css";
import "./style/working.css";
import "./style/commit.css";
import "./style/narrow.css";
import "./style/print.css";

countRequests();
followTheme();
followRoute();
followPolicy();
followItems();
followBorders();
followDesk();
followMoney();
followScenarios();

const place = document.getElementById("app");
if (place) render(<App />, place);

arriveAfter(beginFromKept().then(watchReading).then(followLinks));

void keepOffline((reload) => {
  updateReady.value = reload;
});
