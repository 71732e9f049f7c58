/* Is the standard input one well-formed YAML document? */
#include <stdbool.h>
#include <stdio.h>
#include <yaml.h>

int main(void)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int documents = 0;
    if (!yaml_parser_initialize(&parser)) return 3;
    yaml_parser_set_input_file(&parser, stdin);
    for (bool more = true; more;) {
        if (!yaml_parser_parse(&parser, &event)) {
            printf("line %zu: %s\n", parser.problem_mark.line + 1, parser.problem);
            return 1;
        }
        documents += event.type == YAML_DOCUMENT_START_EVENT;
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return documents == 1 ? 0 : 1;
}
