#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs the release train as a user does: well, failing, killed and resumed, and on bad input."""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = sys.argv[1]
ROOT = pathlib.Path(sys.argv[2])
NOW = ["--now", "1700000000"]
REAL = ROOT / "../shared/data/sbom/juice-shop-via_npm-bare-bom.1.4.json"


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)


def sbom(count, cycle=False, dangling=False):
    """A chain of layers: what lies in layer n needs everything in layer n - 1."""
    layers = [[f"pkg:test/l{n}-{i}@1" for i in range(1 + n % 3)] for n in range(count)]
    keys = [key for layer in layers for key in layer]
    depends = {key: [] for key in keys}
    for below, above in zip(layers, layers[1:]):
        for key in above:
            depends[key] = list(below)
    if cycle:
        depends[layers[0][0]].append(layers[1][0])
    if dangling:
        depends[layers[-1][0]].append("pkg:test/unknown@1")
    return {"bomFormat": "CycloneDX", "specVersion": "1.6",
            "components": [{"type": "library", "bom-ref": key, "name": key[9:-2], "version": "1", "purl": key} for key in keys],
            "dependencies": [{"ref": key, "dependsOn": needed} for key, needed in depends.items()]}


class ReleaseTrain(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.state = self.folder / "state"

    def document(self, contents, name="sbom.json"):
        path = self.folder / name
        path.write_text(contents if isinstance(contents, str) else json.dumps(contents), encoding="utf-8")
        return path

    def outcome(self, state):
        """Everything that a run leaves behind."""
        folder = pathlib.Path(str(state) + ".environments")
        return [state.read_bytes()] + [path.read_bytes() for path in sorted(folder.iterdir())]

    def environments(self):
        folder = pathlib.Path(str(self.state) + ".environments")
        return {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    def test_a_release_ends_live_in_every_environment(self):
        done = run(self.document(sbom(5)), "--state", self.state, "--change", "pkg:test/l1-0@1", *NOW)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.splitlines()[-4].endswith("release 1.1.0 is live"))
        self.assertEqual(len(set(self.environments().values())), 1)

    def test_refusals_are_shown_with_their_reasons(self):
        done = run(self.document(sbom(5)), "--state", self.state, "--change", "pkg:test/l1-0@1", *NOW)
        for text in ("ada: approval: vote refused in requested: not_self: the author may not",
                     "bob: approval: vote refused in requested: digest_matches: the vote is for sha256:",
                     "!voted: bob has voted already",
                     "release_candidate: release has no transition in verified"):
            self.assertIn(text, done.stdout)

    def test_impact_waves_and_the_reason_are_shown(self):
        done = run(self.document(sbom(4)), "--state", self.state, "--change", "pkg:test/l0-0@1", *NOW)
        self.assertIn("impact: 7 artifacts, released in 4 waves", done.stdout)
        self.assertIn("why pkg:test/l3-0@1 is touched: pkg:test/l3-0@1 -> pkg:test/l2-0@1 -> pkg:test/l1-0@1 -> pkg:test/l0-0@1",
                      done.stdout)

    def test_an_unhealthy_artifact_brings_everything_back_in_reverse(self):
        done = run(self.document(sbom(5)), "--state", self.state, "--change", "pkg:test/l1-0@1",
                   "--fail", "pkg:test/l3-0@1", *NOW)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("was rolled back; every environment is on last good", done.stdout)
        self.assertIn("prod: wave 3: 1 of 1 health checks failed, first of pkg:test/l3-0@1", done.stdout)
        taken_back = [line for line in done.stdout.splitlines() if line.startswith("prod: wave") and "taken back" in line]
        self.assertEqual(taken_back, [f"prod: wave {n} taken back" for n in (3, 2, 1)])
        order = [line.split(":")[0] for line in done.stdout.splitlines() if "verify_passed: verifying -> live" in line]
        self.assertEqual(order[-2:], ["staging", "dev"])
        before = self.folder / "before"
        run(self.document(sbom(5)), "--state", before, "--change", "pkg:test/l4-0@1", *NOW)
        touched = [line for line in self.environments()["prod"].splitlines() if "l4" not in line]
        self.assertTrue(set(touched) <= set((pathlib.Path(str(before) + ".environments") / "prod.manifest")
                                            .read_text(encoding="utf-8").splitlines()))
        self.assertEqual(len(set(self.environments().values())), 1)

    def test_a_cycle_is_released_as_one_and_named(self):
        done = run(self.document(sbom(4, cycle=True)), "--state", self.state, *NOW)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("cycle, released as one: pkg:test/l0-0@1 -> pkg:test/l1-0@1 -> pkg:test/l0-0@1", done.stdout)

    def test_a_dangling_reference_is_reported_and_judged(self):
        done = run(self.document(sbom(4, dangling=True)), "--state", self.state, "--change", "pkg:test/l0-0@1", *NOW)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("pkg:test/l3-0@1 -> pkg:test/unknown@1", done.stdout)
        self.assertIn("release_candidate: judged: needs_judgment -> verified", done.stdout)

    def test_a_pipe_hears_no_progress(self):
        self.assertEqual(run(self.document(sbom(5)), "--state", self.state, *NOW).stderr, "")

    def test_killed_anywhere_and_resumed_it_ends_like_an_undisturbed_run(self):
        document = self.document(sbom(12, cycle=True))
        for failing in ([], ["--fail", "pkg:test/l8-0@1"]):
            arguments = [document, "--change", "pkg:test/l0-0@1", *failing, *NOW, "--resume", "--state"]
            undisturbed = self.folder / f"undisturbed{len(failing)}"
            began = time.monotonic()
            expected = run(*arguments, undisturbed)
            span = time.monotonic() - began
            source = random.Random(len(failing))
            for number in range(25):
                state = self.folder / f"state{len(failing)}-{number}"
                while not self.killed_within(source.uniform(0, span), *arguments, state):
                    span *= 0.8  # it was faster this time: again, from the beginning, and sooner
                    state.unlink()
                self.killed_within(source.uniform(0, span), *arguments, state)
                last = run(*arguments, state)
                self.assertEqual(last.returncode, expected.returncode, last.stderr)
                self.assertEqual(last.stdout.splitlines()[-4:], expected.stdout.splitlines()[-4:])
                self.assertEqual(self.outcome(state), self.outcome(undisturbed))

    @staticmethod
    def killed_within(seconds, *arguments):
        """Runs the train and kills it with -9 after `seconds`; false if it had ended by then."""
        with subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(seconds)
                return False
            except subprocess.TimeoutExpired:
                process.kill()
                return True

    def test_a_resumed_run_needs_no_sbom(self):
        run(self.document(sbom(5)), "--state", self.state, *NOW)
        done = run("--resume", "--state", self.state)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("release 1.1.0 is live", done.stdout)

    def test_diagrams_show_every_lifecycle_and_the_current_states(self):
        run(self.document(sbom(5)), "--state", self.state, *NOW)
        mermaid = run("--diagram", "mermaid", "--state", self.state).stdout
        self.assertEqual(mermaid.count("stateDiagram-v2"), 6)
        self.assertEqual(mermaid.count(" current\n"), 6)
        dot = run("--diagram", "dot", "--state", self.state).stdout
        self.assertEqual(dot.count("digraph"), 6)
        self.assertEqual(dot.count("fillcolor"), 6)
        self.assertEqual(run("--diagram", "crayon").returncode, 2)

    def test_help_says_what_the_exit_codes_mean(self):
        done = run("--help")
        self.assertEqual(done.returncode, 0)
        for text in ("--resume", "--fail", "--change", "0 live, 1 rolled back, 2 usage"):
            self.assertIn(text, done.stdout)

    def refused(self, *arguments):
        """The one line that is printed where the program cannot start; whatever was there is untouched."""
        kept = self.state.read_bytes() if self.state.exists() else None
        done = run(*arguments, "--state", self.state)
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("release_train: "))
        self.assertEqual(self.state.read_bytes() if self.state.exists() else None, kept)
        return done.stderr

    def test_bad_input_is_one_clear_error(self):
        whole = json.dumps(sbom(4))
        self.document(sbom(3), "good.json")
        run(self.folder / "good.json", "--state", self.state, *NOW)
        self.assertIn("give either an SBOM or --dpkg", self.refused())
        self.assertIn("cannot open the file", self.refused(self.folder / "none.json"))
        self.assertIn("this is a folder", self.refused(self.folder))
        self.assertIn("the file is empty", self.refused(self.document("")))
        self.assertIn("the format is not known; CycloneDX, SPDX", self.refused(self.document("<bom/>")))
        self.assertIn("was it truncated?", self.refused(self.document(whole[:-100])))
        self.assertIn("/components/2/name: a text is needed here",
                      self.refused(self.document(whole.replace('"name": "l1-1"', '"name": 7', 1))))
        self.assertIn("more than 256 arrays and objects",
                      self.refused(self.document('{"bomFormat": "CycloneDX", "x": ' + "[" * 1_000_000)))
        self.assertIn('no artifact has the key "pkg:test/none@1"', self.refused(self.document(whole), "--change", "pkg:test/none@1"))
        self.assertIn("is not part of this release", self.refused(self.document(whole), "--fail", "pkg:test/none@1"))
        self.assertIn("nothing can be released", self.refused(self.document(sbom(0))))

    def test_half_a_gigabyte_is_read_or_refused_in_bounded_memory(self):
        path = self.folder / "large.json"
        with open(path, "wb") as file:
            file.write(b'{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [')
            block = b'{"type":"file","name":"x","bom-ref":"r%07d","description":"' + b"y" * 100_000 + b'"},'
            for number in range(5_000):
                file.write(block % number)
        limited = ["bash", "-c", 'ulimit -v 1000000 && exec "$0" "$@"'] if "fsanitize" not in BUILD else []
        done = subprocess.run([*limited, PROGRAM, str(path), "--state", str(self.state)], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("the document ends too early", done.stderr)

    def test_a_state_that_is_damaged_foreign_or_of_other_lifecycles_is_refused(self):
        document = self.document(sbom(4))
        run(document, "--state", self.state, *NOW)
        good = self.state.read_bytes()
        for damage, text in ((good[:-1], "shorter or longer"), (good[:100], "shorter or longer"), (b"", "not saved by fairlead"),
                             (b"hello", "not saved by fairlead"),
                             (good[:200] + bytes([good[200] ^ 1]) + good[201:], "checksum does not match")):
            self.state.write_bytes(damage)
            error = self.refused("--resume")
            self.assertIn(str(self.state), error)
            self.assertIn(text, error)
            self.assertIn("begin anew without --resume", error)
        self.state.write_bytes(resealed(good, b"release_candidate", b"release_candidatE"))
        self.assertIn("'release_candidatE'", self.refused("--resume"))
        self.state.write_bytes(resealed(good, b"\x04live", b"\x04lIve"))
        self.assertIn("has no state 'lIve'", self.refused("--resume"))

    def test_a_real_sbom_with_a_cycle_ends_well_and_fails_well(self):
        if not REAL.exists():
            self.skipTest("skipped: ../shared/data is not on this machine")
        self.assertEqual(run(REAL, "--state", self.state, *NOW).returncode, 0)
        self.assertEqual(run(REAL, "--state", self.state, "--fail", *NOW).returncode, 1)
        self.assertEqual(len(set(self.environments().values())), 1)

    def test_this_machines_packages_are_released(self):
        if not pathlib.Path("/var/lib/dpkg/status").exists():
            self.skipTest("skipped: no dpkg here")
        self.assertEqual(run("--dpkg", "--state", self.state, *NOW).returncode, 0)


def crc32c(data):
    table = []
    for number in range(256):
        for _ in range(8):
            number = (number >> 1) ^ (0x82F63B78 if number & 1 else 0)
        table.append(number)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def resealed(archive, old, new):
    """The archive with `old` replaced by `new`, and right checksums: what another program might have saved."""
    assert old in archive
    payload = archive[44:].replace(old, new)
    head = archive[:28] + crc32c(payload).to_bytes(4, "little") + archive[32:40]
    return head + crc32c(head).to_bytes(4, "little") + payload


BUILD = subprocess.run(["grep", "-c", "__asan_init", PROGRAM], capture_output=True, text=True, check=False).stdout.strip()
BUILD = "fsanitize" if BUILD not in ("", "0") else ""

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(ReleaseTrain)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    for _, reason in result.skipped:
        print(reason)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(1 if failed else 0)
