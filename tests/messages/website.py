"""A web server for the links of a case: /gone is not there, /moved has moved, /broken fails. Says its port; ends
with the process group of the case."""
import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status = {"/gone": 404, "/moved": 301, "/broken": 503}.get(self.path, 200)
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
