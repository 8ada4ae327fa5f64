using Holdfast.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(LongestFirst))]

namespace Holdfast.Tests;

/// <summary>The tests of this class take long: they begin first, so that no run ends with one of them alone on a machine that has nothing else to do.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongAttribute : Attribute;

/// <summary>Classes that are <see cref="LongAttribute">long</see>, then all others.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly string[] Long = [.. typeof(LongestFirst).Assembly.GetTypes().Where(type => type.IsDefined(typeof(LongAttribute), inherit: false)).Select(type => $" {type.FullName} ")];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Long.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) ? 0 : 1)];
}
