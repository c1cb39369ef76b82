-- Area: notices. Codes that were sent, so that nobody's mailbox is filled by others.

-- Kept for a day; marks only, no address.
create table notices_codes (
  -- Keyed hashes of the address and of the network that asked.
  email_hash text not null,
  network_hash text not null,
  sent_at timestamptz not null
);
create index notices_codes_by_time on notices_codes (sent_at);
create index notices_codes_of_email on notices_codes (email_hash, sent_at);
create index notices_codes_of_network on notices_codes (network_hash, sent_at);
