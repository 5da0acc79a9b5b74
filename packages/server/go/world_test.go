package testserver_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"gitlab-internal-api/testserver"
)

func TestTestsInParallelDoNotSeeEachOther(t *testing.T) {
	for number := 0; number < 20; number++ {
		name := fmt.Sprintf("user-%d", number)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			world := testserver.WorldOf(t)
			world.Add("users", testserver.Content{"id": 1000, "username": name})
			client := newClient(t, testserver.StartSocketHTTPServer(t, nil), secretOf(t))
			for asked := 0; asked < 5; asked++ {
				user, err := client.get("/discover?user_id=1000")
				must(t, err)
				equal(t, "username", user.json(t)["username"], name)
			}
			equal(t, "what is in the journal", len(world.Journal().Entries(testserver.Filter{})), 5)
		})
	}
}

func TestAWorldIsGoneAfterItsTest(t *testing.T) {
	var base string
	t.Run("that uses it", func(t *testing.T) { base = testserver.WorldOf(t).URL })
	secret := testserver.WorldOf(t).Secret
	got, _ := newClient(t, base, clientOptions{secret: secret}).get("/check")
	equal(t, "the status afterwards", got.status, http.StatusNotFound)
}

func TestAWorldIsWhatItIsMadeFrom(t *testing.T) {
	t.Parallel()
	made := testserver.NewWorld(t, testserver.Source{Content: testserver.Content{
		"secrets": testserver.Content{"shell": "own-secret"},
		"users":   []testserver.Content{{"id": 5, "username": "ada"}},
	}})
	copied := testserver.NewWorld(t, testserver.Source{Copy: made.Name})
	equal(t, "the secret of the copy", copied.Secret, "own-secret")
	made.Patch(testserver.Content{"users": []testserver.Content{{"id": 5, "username": "grace"}}})
	for world, name := range map[*testserver.World]string{made: "grace", copied: "ada"} {
		user, err := newClient(t, world.URL, clientOptions{secret: world.Secret}).get("/discover?user_id=5")
		must(t, err)
		equal(t, "username", user.json(t)["username"], name)
	}
}

func TestTimePassesWithoutWaiting(t *testing.T) {
	t.Parallel()
	world := testserver.WorldOf(t)
	client := newClient(t, world.URL, secretOf(t))
	_, err := client.get("/check")
	must(t, err)
	before := world.Clock().Freeze()
	equal(t, "the clock, 5 minutes later", world.Clock().Advance(5*time.Minute), before.Add(5*time.Minute))
	_, err = client.get("/check")
	equal(t, "what a token of five minutes ago gets", fmt.Sprint(err), "401 Unauthorized")
	world.Clock().Reset()
	_, err = client.get("/check")
	must(t, err)
	instant := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	equal(t, "a clock that is set and frozen", world.Clock().FreezeAt(instant), instant)
	equal(t, "that clock a moment later", world.Clock().Now(), instant)
}

func TestTheFirstAttemptsFailAndTheNextSucceeds(t *testing.T) {
	for _, correlationID := range []string{"", "01GHTWYP7Z6E0J5C4J3M0V3Q2H"} {
		correlationID := correlationID
		t.Run("X-Request-Id "+correlationID, func(t *testing.T) {
			t.Parallel()
			world := testserver.WorldOf(t)
			made := world.Faults().FailFirst("checkGitAccess", 2, http.StatusServiceUnavailable)
			options := secretOf(t)
			options.retries, options.correlationID = 2, correlationID
			client := newClient(t, testserver.StartSocketHTTPServer(t, nil), options)
			_, err := client.get("/check")
			must(t, err)
			allowed, err := client.post("/allowed", ask("gnuwget/wget2"))
			must(t, err)
			equal(t, "the status", allowed.status, http.StatusOK)
			entries := world.Journal().Entries(testserver.Filter{Operation: "checkGitAccess"})
			equal(t, "the number of attempts", len(entries), 3)
			equal(t, "the fault of the second", entries[1].Fault, made.Name)
			equal(t, "the fault of the third", entries[2].Fault, "")
			equal(t, "how often it struck", world.Faults().List()[0].Struck, 2)
		})
	}
}

func TestEachKindOfFaultArrives(t *testing.T) {
	cases := []struct {
		name  string
		fault testserver.Fault
		check func(t *testing.T, got answer, err error)
	}{
		{"answer", testserver.Fault{Answer: &testserver.Answer{Status: 403, Body: testserver.Content{"message": "Not allowed!"}}}, says("Not allowed!")},
		{"cut before", testserver.Fault{Cut: &testserver.Cut{When: testserver.CutBefore}}, says("Internal API unreachable")},
		{"cut within", testserver.Fault{Cut: &testserver.Cut{When: testserver.CutWithin}}, says("Internal API unreachable")},
		{"redirect", testserver.Fault{Redirect: &testserver.Redirect{Location: "https://gitlab.example.com/", Status: 301}}, says("Internal API error (301)")},
		{"malformed JSON", testserver.Fault{Garble: &testserver.Garble{How: testserver.MalformedJSON}}, func(t *testing.T, got answer, err error) {
			must(t, err)
			equal(t, "whether it is JSON", json.Valid([]byte(got.body)), false)
		}},
		{"wrong content type", testserver.Fault{Garble: &testserver.Garble{How: testserver.WrongContentType}}, func(t *testing.T, got answer, err error) {
			must(t, err)
			equal(t, "the media type", strings.Split(got.contentType, ";")[0], "text/html")
		}},
		{"wait", testserver.Fault{Wait: &testserver.Wait{Seconds: 0.05}}, func(t *testing.T, got answer, err error) {
			must(t, err)
			equal(t, "the status", got.status, 200)
		}},
	}
	for _, tc := range cases {
		tc := tc
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			world := testserver.WorldOf(t)
			tc.fault.Operation, tc.fault.Name = "checkInstance", "the-fault"
			world.Faults().Add(tc.fault)
			for _, url := range []string{world.URL, testserver.StartHTTPServer(t, nil), testserver.StartSocketHTTPServer(t, nil)} {
				got, err := newClient(t, url, secretOf(t)).get("/check")
				tc.check(t, got, err)
			}
			world.Faults().Remove("the-fault")
			_, err := newClient(t, world.URL, secretOf(t)).get("/check")
			must(t, err)
		})
	}
}

func TestAReplyThatIsCutArrivesAsFarAsItWent(t *testing.T) {
	t.Parallel()
	world := testserver.WorldOf(t)
	world.Faults().Add(testserver.Fault{Cut: &testserver.Cut{When: testserver.CutWithin}})
	for _, url := range []string{world.URL, testserver.StartHTTPServer(t, nil)} {
		client := newClient(t, url, secretOf(t))
		got, err := client.try(http.MethodGet, "/check", nil)
		equal(t, "the status", got.status, http.StatusOK)
		equal(t, "the error", err, io.ErrUnexpectedEOF)
		equal(t, "the beginning of the body", strings.HasPrefix(got.body, `{"api_version"`), true)
	}
}

func says(message string) func(*testing.T, answer, error) {
	return func(t *testing.T, _ answer, err error) {
		t.Helper()
		equal(t, "the message", fmt.Sprint(err), message)
	}
}

func TestTheJournalIsWaitedFor(t *testing.T) {
	t.Parallel()
	world := testserver.WorldOf(t)
	client := newClient(t, testserver.StartHTTPServer(t, nil), secretOf(t))
	go func() {
		_, _ = client.post("/allowed", ask("gnuwget/wget2"))
	}()
	entry := world.Journal().Wait(testserver.Filter{Operation: "checkGitAccess"}, 10*time.Second)
	equal(t, "the verdict", entry.Verdict, "valid")
	equal(t, "the status", entry.Response.Status, http.StatusOK)
	equal(t, "the path", entry.Request.URL, "/api/v4/internal/allowed")
	equal(t, "the body is there", strings.Contains(string(entry.Request.Bytes()), `"gnuwget/wget2"`), true)
	equal(t, "the trace is there", len(entry.Trace) > 0, true)

	_, _ = client.get("/chekc")
	missed := world.Journal().Entries(testserver.Filter{Status: 404, Since: entry.ID})
	equal(t, "near misses are there", len(missed) == 1 && len(missed[0].NearMisses) > 0, true)
	equal(t, "the archive is there", json.Valid(world.Journal().HAR()), true)
	equal(t, "the newest", world.Journal().LastID(), missed[0].ID)
	world.Journal().Clear()
	equal(t, "what is left", len(world.Journal().Entries(testserver.Filter{})), 0)
}

func TestPushesAreFollowed(t *testing.T) {
	t.Parallel()
	options := gitalyOptions()
	base, _ := testserver.NewTestServer(t, options)
	push(t, gitaly(t, base, clientOptions{}))
	pushes := testserver.WorldOf(t).Journal().Pushes()
	equal(t, "the number of pushes", len(pushes), 1)
	equal(t, "the state", pushes[0].State, "complete")
	equal(t, "the breaches", len(pushes[0].Breaches), 0)
}
