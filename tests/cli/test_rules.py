"""`demarche rules`: every rule can be listed and shown."""


def test_list_has_every_family(run):
    done = run("rules", "list")
    assert done.status == 0
    ids = [line.split()[0] for line in done.out.splitlines()]
    assert len(ids) == len(set(ids))
    assert {"CON-001", "MOD-001", "STA-001"} <= set(ids)


def test_list_of_one_family(run):
    done = run("rules", "list", "consult")
    assert all(line.startswith("CON-") for line in done.out.splitlines())
    assert run("rules", "list", "nonsense").status == 2


def test_show_prints_definition_and_examples(run):
    done = run("rules", "show", "con-001")
    assert done.status == 0
    assert "lemma: meet" in done.out
    assert "fires" in done.out
    assert "silent" in done.out


def test_show_of_what_is_not_there(run):
    done = run("rules", "show", "CON-999")
    assert done.status == 2
    assert done.err.startswith("demarche: R110:")
