"""A demonstration on this machine, and what a member of staff does there with a browser."""

import csv
import http.cookiejar
import json
import sqlite3
import subprocess
import time
import urllib.parse
import urllib.request


class Office:
    """`machikoe demo` in a folder of its own, until the block ends."""

    def __init__(self, machikoe, folder, *arguments):
        self.machikoe, self.folder, self.arguments = machikoe, folder, arguments
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def __enter__(self):
        links = self.folder / "links.json"
        self.folder.mkdir(parents=True)
        self.log = open(self.folder / "log", "w+")
        self.process = subprocess.Popen(
            [
                self.machikoe,
                "demo",
                "--data",
                self.folder / "data",
                "--port",
                "0",
                "--links",
                links,
                *self.arguments,
            ],
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        while not links.exists():
            if self.process.poll() is not None:
                self.log.seek(0)
                raise RuntimeError(f"machikoe demo ended: {self.log.read()}")
            time.sleep(0.1)
        while not links.read_text().rstrip().endswith("}"):
            time.sleep(0.1)
        office = json.loads(links.read_text())
        self.base, staff = office["base"], office["staff"]
        self.post("/staff/sign-in", email=staff["email"], password=staff["password"])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def post(self, path, **fields):
        """Sends a form; several values of a field as a list."""
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        request = urllib.request.Request(self.base + path, body, {"Origin": self.base})
        return self.browser.open(request).read().decode()

    def survey(self, path):
        return f"/staff/surveys/resident-survey{path}"

    def workbook(self, name, query=""):
        """The workbook as the browser downloads it; gives the file."""
        file = self.folder / f"{name}.xlsx"
        path = self.survey("/files/workbook.xlsx") + query
        file.write_bytes(self.browser.open(self.base + path).read())
        return file

    def settings(self, **changed):
        """Changes the settings of the report."""
        usual = {
            "weighting": "none",
            "lightest": "",
            "heaviest": "",
            "z": "1.96",
            "population": "",
            "design_effect": "1",
            "threshold": "5",
            "across": "satisfaction",
            "wave": "",
        }
        self.post(self.survey("/results/settings"), **{**usual, **changed})

    def export(self, name, slug="resident-survey"):
        """The workbook of a survey as the command writes it."""
        file = self.folder / f"{name}.xlsx"
        command = [
            self.machikoe,
            "export",
            slug,
            "--data",
            self.folder / "data",
            "--out",
            file,
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return file

    def population(self):
        """What the town's population is, as a file: the weights are recounted from it."""
        file = self.folder / "population.csv"
        with (
            sqlite3.connect(self.folder / "data" / "machikoe.sqlite3") as db,
            open(file, "w", newline="") as out,
        ):
            rows = csv.writer(out)
            rows.writerow(["district", "age", "sex", "people"])
            rows.writerows(db.execute("SELECT district, age_band, sex, people FROM population"))
        return file
