import "./tokens.css";
import "./base.css";
import "./controls.css";
import "./sheet.css";
import "./parts.css";
import "./sheet";
import "./toast";
