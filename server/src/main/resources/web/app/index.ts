/* The page: tokens first, then every area's words, styles and screens, then the frame that shows them. */
import "./design";
import "./shell";
import "./http";
import "./people";
import "./guard";
import "./fans";
import "./notices";
import "./feed";
import "./live";
import "./video";
import "./growth";
import "./goods";
import "./trade";
import "./studio";
import "./operator";
import "./shell/app";
