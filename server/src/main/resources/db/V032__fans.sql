-- Area: fans. A fan reads what hosts hold of him: what he bought and asked for, by person.

create index fans_bought_of_viewer on fans_bought (viewer_id, host_id);
create index fans_asked_of_viewer on fans_asked (viewer_id, host_id);
