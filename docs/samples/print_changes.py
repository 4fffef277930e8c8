#!/usr/bin/env python3
"""A function for triggers that prints what it gets. Start it with: python3 docs/samples/print_changes.py [port]

It answers the invocation API of Lambda and plain POSTs alike. A record whose item has an attribute "poison" fails, and is named in the
answer, so that a mapping with ReportBatchItemFailures sends it again.
"""
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def handle(event):
    failures = []
    for record in event.get("Records", []):
        change = record["dynamodb"]
        print(record["eventName"], json.dumps(change["Keys"]), "->", json.dumps(change.get("NewImage")), flush=True)
        if "poison" in change.get("NewImage", {}):
            failures.append({"itemIdentifier": change["SequenceNumber"]})
    return {"batchItemFailures": failures[:1]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps(handle(event)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
    print("Listening on http://127.0.0.1:%d" % port, flush=True)
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
