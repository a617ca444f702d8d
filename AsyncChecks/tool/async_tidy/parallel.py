"""Many processes at once, which all end when the work is interrupted."""

import concurrent.futures
import subprocess
import threading


class Workers:
    def __init__(self, jobs, progress):
        self.jobs, self.progress = jobs, progress
        self.running = set()
        self.lock = threading.Lock()
        self.stopped = False

    def map(self, function, items, name):
        """The results by item, in the order of the items; `name` is what progress calls an item."""
        results = {}
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            futures = {pool.submit(function, item): item for item in items}
            try:
                with self.progress.of(len(futures)) as step:
                    for future in concurrent.futures.as_completed(futures):
                        item = futures[future]
                        results[item] = future.result()
                        step(name(item))
            except BaseException:
                self.stop(futures)
                raise
        return {item: results[item] for item in items}

    def execute(self, command, **options):
        """Runs a command to its end: its exit code, and what it says on the error stream."""
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, errors="replace", **options) as process:
            with self.lock:
                self.running.add(process)
                if self.stopped:
                    process.kill()
            try:
                said = process.communicate()[1]
            finally:
                with self.lock:
                    self.running.discard(process)
        return process.returncode, said

    def stop(self, futures):
        for future in futures:
            future.cancel()
        with self.lock:
            self.stopped = True
            for process in self.running:
                process.kill()
