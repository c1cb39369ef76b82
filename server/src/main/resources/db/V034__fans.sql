-- Area: fans. Whoever leaves takes his words along, and reads what he said.
create index fans_group_of_account on fans_group_messages (account_id, said_at desc);
