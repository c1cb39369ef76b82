import "./payments.css";
import "./cashier";
import "./desk";
import {addWords} from "../words/words";
import chinese from "./messages.zh-CN.json";
import english from "./messages.en.json";

addWords("payments", chinese, english);
