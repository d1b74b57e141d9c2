using System.Reflection;
using Google.Protobuf.Reflection;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Tests.Worker;

/// <summary>Holds our own definition of the contract against the official one, which the worker's package carries.</summary>
public sealed class ProtocolTests
{
    private const string OfficialReflection = "Microsoft.Azure.Functions.Worker.Grpc.Messages.FunctionRpcReflection";

    [Fact]
    public void Every_message_and_field_of_our_contract_is_in_the_official_one_with_the_same_number_and_type()
    {
        var official = Official();
        var wrong = All(FunctionRpcReflection.Descriptor.MessageTypes).SelectMany(ours => Differences(ours, official)).ToList();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_stream_is_called_as_officially()
    {
        var ours = FunctionRpcReflection.Descriptor.Services.Single();
        ours.FullName.ShouldBe("AzureFunctionsRpcMessages.FunctionRpc");
        ours.Methods.Single().Name.ShouldBe("EventStream");
    }

    private static IEnumerable<string> Differences(MessageDescriptor ours, Dictionary<string, MessageDescriptor> official)
    {
        if (!official.TryGetValue(ours.Name, out var theirs))
        {
            yield return $"{ours.Name} does not exist";
            yield break;
        }

        foreach (var field in ours.Fields.InFieldNumberOrder())
        {
            var same = theirs.FindFieldByNumber(field.FieldNumber);
            if (same is null || same.Name != field.Name || same.FieldType != field.FieldType || same.IsRepeated != field.IsRepeated
                || same.IsMap != field.IsMap || TypeOf(same) != TypeOf(field))
            {
                yield return $"{ours.Name}.{field.Name} = {field.FieldNumber} is officially {same?.Name} of {same?.FieldType}";
            }
        }

        foreach (var value in ours.EnumTypes.SelectMany(type => type.Values))
        {
            var same = theirs.EnumTypes.FirstOrDefault(type => type.Name == value.EnumDescriptor.Name)?.FindValueByNumber(value.Number);
            if (same?.Name != value.Name)
            {
                yield return $"{ours.Name}.{value.EnumDescriptor.Name}.{value.Name} = {value.Number} is officially {same?.Name}";
            }
        }
    }

    private static string? TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.Name,
        FieldType.Enum => field.EnumType.Name,
        _ => null,
    };

    private static Dictionary<string, MessageDescriptor> Official()
    {
        var assembly = Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc");
        var type = assembly.GetType(OfficialReflection, throwOnError: true)!;
        var file = (FileDescriptor)type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return file.Dependencies.Append(file).SelectMany(one => All(one.MessageTypes))
            .GroupBy(message => message.Name).ToDictionary(group => group.Key, group => group.First());
    }

    // The entries of maps are told of by their fields.
    private static IEnumerable<MessageDescriptor> All(IEnumerable<MessageDescriptor> messages) =>
        messages.Where(message => !message.Name.EndsWith("Entry", StringComparison.Ordinal))
            .SelectMany(message => All(message.NestedTypes).Prepend(message));
}
