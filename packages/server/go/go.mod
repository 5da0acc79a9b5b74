module gitlab-internal-api/testserver

go 1.19
