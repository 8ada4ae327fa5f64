using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Core.Text;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads a file of <c>examples/</c>: one story.</summary>
static class ExampleFile
{
    public static Example Example(PackNode node)
    {
        var example = new Example
        {
            Title = node.Text("title"),
            Channel = node.Word<Channel>("channel"),
            Sample = node.Flag("sample"),
            Steps = [.. node.Maps("steps", Shape.ExampleStep, ExampleSteps.Read).SelectMany(happenings => happenings)],
            Expect = node.Has("expect") ? node.Map("expect", Shape.Expect, Expect) : Expectation.Nothing,
            File = node.Here.File,
            Line = node.Here.Line,
        };
        if (example.Sample && example.Steps.Any(step => step is Happening.Attached))
        {
            node.Findings.Add(node.At("sample"), "A file of an example is made up and can't be kept by a sample desk. Take out 'attach' or 'sample', or use 'promise'.");
        }

        return example;
    }

    static Expectation Expect(PackNode node)
    {
        if (node.Optional("now") is { } now)
        {
            node.References.Use(Named.Step, now, node.At("now"));
        }

        return new Expectation
        {
            Priority = node.OptionalWord<Priority>("priority"),
            Sections = Names(node, "sections", Named.Section),
            Now = node.Optional("now"),
            Missing = Names(node, "missing", Named.Field),
            Labels = [.. node.Pairs("labels").Select(pair => (Set(node, pair.Key, pair.At), Labels: node.Items(pair.Value, pair.Key).Select(node.Scalar).ToImmutableArray()))],
            Case = [.. node.Pairs("case").Select(pair => (pair.Key, node.Scalar(pair.Value)))],
            Answers = [.. node.Pairs("answers").Select(pair => (Field(node, pair.Key, pair.At), node.Scalar(pair.Value)))],
        };
    }

    static ImmutableArray<string>? Names(PackNode node, string key, Named what)
    {
        if (!node.Has(key))
        {
            return null;
        }

        var names = node.Texts(key);
        foreach (var name in names.Where(name => name != Filing.Words))
        {
            node.References.Use(what, name, node.At(key));
        }

        return names;
    }

    static string Set(PackNode node, string set, Spot at)
    {
        node.References.Use(Named.Labels, set, at);
        return set;
    }

    static string Field(PackNode node, string field, Spot at)
    {
        node.References.Use(Named.Field, field, at);
        return field;
    }
}
