package laotie.feed;

import laotie.fact.Pool;

/** A candidate with its place on the page: from which pool it came, and why. */
public record Placed(Candidate candidate, Pool pool, Why why) {}
