import "./growth.css";
import "./relation.css";
import "./comeback.css";
import "./explain";
import "./repurchase";
import "./equation";
import "./day-chart";
import "./waterfall";
import "./recount";
import "./ladder";
import "./quarters";
import "./comeback";
import "./relation";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("growth", chinese, english);
