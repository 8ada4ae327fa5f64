using YamlDotNet.RepresentationModel;

namespace Holdfast.Harness.Procedures;

/// <summary>
/// An example of the default pack told of the renamed one: the same things happen, in other names. What it expects of answers and of the case's
/// card is left out, because both hold the pack's words and the caller's in one text.
/// </summary>
static class RenamedExample
{
    public static void Map(YamlMappingNode example)
    {
        RenamedPack.Set((YamlScalarNode)example["title"], Renaming.Text);
        foreach (var step in ((YamlSequenceNode)example["steps"]).Children.Cast<YamlMappingNode>())
        {
            foreach (var (key, value) in step.Children)
            {
                Step(RenamedPack.Scalar(key), value);
            }
        }

        if (example.Children.TryGetValue("expect", out var expect))
        {
            Expect((YamlMappingNode)expect);
        }
    }

    static void Step(string what, YamlNode value)
    {
        switch (what, value)
        {
            case ("answer" or "observe", YamlMappingNode answers):
                foreach (var (key, given) in RenamedPack.Taken(answers))
                {
                    var field = RenamedPack.Scalar(key);
                    Each(given, said => Renaming.Value(field, said));
                    answers.Add(Renaming.Field(field), given);
                }

                break;
            case ("not-said", YamlSequenceNode fields):
                Each(fields, Renaming.Field);
                break;
            case ("tick", YamlScalarNode step):
                RenamedPack.Set(step, Renaming.Id);
                break;
            case ("skip", YamlMappingNode skipped):
                RenamedPack.Set((YamlScalarNode)skipped["step"], Renaming.Id);
                break;
        }
    }

    static void Expect(YamlMappingNode expect)
    {
        expect.Children.Remove("answers");
        expect.Children.Remove("case");
        foreach (var (key, value) in expect.Children)
        {
            switch (RenamedPack.Scalar(key), value)
            {
                case ("sections" or "missing" or "now", _):
                    Each(value, id => id == Core.Incidents.Filing.Words ? id : Renaming.Field(id));
                    break;
                case ("labels", YamlMappingNode sets):
                    foreach (var (set, labels) in RenamedPack.Taken(sets))
                    {
                        Each(labels, Renaming.Text);
                        sets.Add(Renaming.Id(RenamedPack.Scalar(set)), labels);
                    }

                    break;
            }
        }
    }

    static void Each(YamlNode node, Func<string, string> rename)
    {
        foreach (var one in node is YamlSequenceNode list ? list.Children : [node])
        {
            RenamedPack.Set((YamlScalarNode)one, rename);
        }
    }
}
