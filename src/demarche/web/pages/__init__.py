"""The pages: what each is asked, what it shows, its template."""
