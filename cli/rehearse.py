"""rehearse COMMAND…: runs it while a stack with one connection answers on a free port of this machine, named by AWS_ENDPOINT_URL."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STACK = """<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackId>arn:aws:cloudformation:us-east-1:111122223333:stack/ica-connect/rehearsal</StackId><StackName>ica-connect</StackName>
<StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime>
<Outputs><member><OutputKey>RegistryTableName</OutputKey><OutputValue>registry</OutputValue></member>
<member><OutputKey>TrailBucketName</OutputKey><OutputValue>trail</OutputValue></member>
<member><OutputKey>RunsBucketName</OutputKey><OutputValue>runs</OutputValue></member></Outputs>
</member></Stacks></DescribeStacksResult></DescribeStacksResponse>"""
CONNECTIONS = {"Items": [{"bucket": {"S": "lab-data"}, "state": {"S": "CONNECTED"}, "region": {"S": "us-east-1"}, "ids": {"S": json.dumps({"accessKeyId": "AKIAREHEARSAL"})}}], "Count": 1, "ScannedCount": 1}

KEPT = "connections/lab-data/2026-01-01T00:00:00Z-ica-connect-connect-one.json"
TRAIL = f"""<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>trail</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>
<Contents><Key>{KEPT}</Key><Size>1</Size></Contents></ListBucketResult>"""
EXECUTION = {
    "stopped": "2026-01-01T00:01:00Z",
    "answer": {"status": "CONNECTED", "steps": [{"changes": [{"what": "IAM user ica-lab-data: access key", "to": "a new key"}]}]},
}


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "Action=DescribeStacks" in asked:
            self.say("text/xml", STACK)
        elif self.headers.get("X-Amz-Target", "").endswith(".Scan"):
            self.say("application/x-amz-json-1.0", json.dumps(CONNECTIONS))
        else:
            self.send_error(501, f"not rehearsed: {self.headers.get('X-Amz-Target')} {asked}")

    def do_GET(self) -> None:
        if "list-type=2" in self.path:
            self.say("application/xml", TRAIL)
        else:
            self.say("application/json", json.dumps(EXECUTION))

    def say(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}", "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nobody"}
    code = subprocess.run(sys.argv[1:], env=os.environ | environment).returncode
    server.shutdown()
sys.exit(code)
