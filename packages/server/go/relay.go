package testserver

import (
	"io"
	"net/http"
	"net/url"
)

// relay passes requests on to a world as they came, and replies back as they come: a connection that the stub cuts is cut.
type relay struct {
	world     *World
	root      string
	expected  *expectations
	transport http.RoundTripper
}

func newRelay(options Options) *relay {
	return &relay{
		world:    options.World,
		root:     options.RelativeURLRoot,
		expected: options.expected,
		// A connection that is kept makes the transport repeat a request by itself when it was cut, which would be
		// counted as another attempt.
		transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true},
	}
}

func (p *relay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	target, ok := belowRoot(r.RequestURI, p.root)
	if !ok {
		writeJSON(w, http.StatusNotFound, Content{"error": "404 Not Found"})
		return
	}
	if p.expected.refuses(w, r, target) {
		return
	}
	request, err := p.requestTo(target, r)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	response, err := p.transport.RoundTrip(request)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer response.Body.Close()
	deliver(w, response)
}

func (p *relay) requestTo(target string, r *http.Request) (*http.Request, error) {
	address, err := url.Parse(p.world.URL + target)
	if err != nil {
		return nil, err
	}
	request := r.Clone(r.Context())
	request.URL, request.RequestURI = address, ""
	if _, ok := request.Header["User-Agent"]; !ok {
		// Without this the transport would call itself a client.
		request.Header.Set("User-Agent", "")
	}
	if r.ContentLength == 0 {
		request.Body = nil
	}
	return request, nil
}

// deliver sends each part as soon as it is there, so that a reply that is cut in its middle arrives as far as it went.
func deliver(w http.ResponseWriter, response *http.Response) {
	for name, values := range response.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(response.StatusCode)
	flush(w)
	part := make([]byte, 32*1024)
	for {
		n, err := response.Body.Read(part)
		if n > 0 {
			_, _ = w.Write(part[:n])
			flush(w)
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
	}
}

func flush(w http.ResponseWriter) {
	if flusher, ok := w.(http.Flusher); ok {
		flusher.Flush()
	}
}
