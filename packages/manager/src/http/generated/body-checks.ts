// Generated from openapi/flamenco-manager.yaml by `npm run generate`. Do not edit.
// @ts-nocheck: this is the output of Ajv; what the Manager uses of it is typed in ../body-checks.ts

const PathCheckInput = validate10;
const schema11 = {"$id":"PathCheckInput","type":"object","required":["path"],"properties":{"path":{"type":"string"}}};
const func0 = Object.prototype.hasOwnProperty;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="PathCheckInput" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.path === undefined) || (!(func0.call(data, "path")))) && (missing0 = "path")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined && func0.call(data, "path")){
if(typeof data.path !== "string"){
validate10.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

const SetupAssistantConfig = validate11;
const schema12 = {"$id":"SetupAssistantConfig","type":"object","required":["storageLocation","blenderExecutable"],"properties":{"storageLocation":{"type":"string"},"blenderExecutable":{"type":"object","required":["input","path","source","is_usable","cause"],"properties":{"input":{"type":"string"},"path":{"type":"string"},"source":{"type":"string","enum":["file_association","path_envvar","system_location","input_path","default"]},"is_usable":{"type":"boolean"},"cause":{"type":"string"}}}}};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="SetupAssistantConfig" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.storageLocation === undefined) || (!(func0.call(data, "storageLocation")))) && (missing0 = "storageLocation")) || (((data.blenderExecutable === undefined) || (!(func0.call(data, "blenderExecutable")))) && (missing0 = "blenderExecutable"))){
validate11.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.storageLocation !== undefined && func0.call(data, "storageLocation")){
const _errs1 = errors;
if(typeof data.storageLocation !== "string"){
validate11.errors = [{instancePath:instancePath+"/storageLocation",schemaPath:"#/properties/storageLocation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.blenderExecutable !== undefined && func0.call(data, "blenderExecutable")){
let data1 = data.blenderExecutable;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((((((data1.input === undefined) || (!(func0.call(data1, "input")))) && (missing1 = "input")) || (((data1.path === undefined) || (!(func0.call(data1, "path")))) && (missing1 = "path"))) || (((data1.source === undefined) || (!(func0.call(data1, "source")))) && (missing1 = "source"))) || (((data1.is_usable === undefined) || (!(func0.call(data1, "is_usable")))) && (missing1 = "is_usable"))) || (((data1.cause === undefined) || (!(func0.call(data1, "cause")))) && (missing1 = "cause"))){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable",schemaPath:"#/properties/blenderExecutable/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.input !== undefined && func0.call(data1, "input")){
const _errs5 = errors;
if(typeof data1.input !== "string"){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable/input",schemaPath:"#/properties/blenderExecutable/properties/input/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.path !== undefined && func0.call(data1, "path")){
const _errs7 = errors;
if(typeof data1.path !== "string"){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable/path",schemaPath:"#/properties/blenderExecutable/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.source !== undefined && func0.call(data1, "source")){
let data4 = data1.source;
const _errs9 = errors;
if(typeof data4 !== "string"){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable/source",schemaPath:"#/properties/blenderExecutable/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data4 === "file_association") || (data4 === "path_envvar")) || (data4 === "system_location")) || (data4 === "input_path")) || (data4 === "default"))){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable/source",schemaPath:"#/properties/blenderExecutable/properties/source/enum",keyword:"enum",params:{allowedValues: schema12.properties.blenderExecutable.properties.source.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.is_usable !== undefined && func0.call(data1, "is_usable")){
const _errs11 = errors;
if(typeof data1.is_usable !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable/is_usable",schemaPath:"#/properties/blenderExecutable/properties/is_usable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.cause !== undefined && func0.call(data1, "cause")){
const _errs13 = errors;
if(typeof data1.cause !== "string"){
validate11.errors = [{instancePath:instancePath+"/blenderExecutable/cause",schemaPath:"#/properties/blenderExecutable/properties/cause/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/blenderExecutable",schemaPath:"#/properties/blenderExecutable/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}

const updateConfigurationFile = validate12;
const schema13 = {"$id":"updateConfigurationFile","type":"object"};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="updateConfigurationFile" */;
let vErrors = null;
let errors = 0;
if(!(data && typeof data == "object" && !Array.isArray(data))){
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
validate12.errors = vErrors;
return errors === 0;
}

const WorkerRegistration = validate13;
const schema14 = {"$id":"WorkerRegistration","type":"object","required":["name","secret","platform","supported_task_types"],"properties":{"name":{"type":"string"},"secret":{"type":"string"},"platform":{"type":"string"},"supported_task_types":{"type":"array","maxItems":10000,"items":{"type":"string"}}}};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerRegistration" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.secret === undefined) || (!(func0.call(data, "secret")))) && (missing0 = "secret"))) || (((data.platform === undefined) || (!(func0.call(data, "platform")))) && (missing0 = "platform"))) || (((data.supported_task_types === undefined) || (!(func0.call(data, "supported_task_types")))) && (missing0 = "supported_task_types"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined && func0.call(data, "name")){
const _errs1 = errors;
if(typeof data.name !== "string"){
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.secret !== undefined && func0.call(data, "secret")){
const _errs3 = errors;
if(typeof data.secret !== "string"){
validate13.errors = [{instancePath:instancePath+"/secret",schemaPath:"#/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.platform !== undefined && func0.call(data, "platform")){
const _errs5 = errors;
if(typeof data.platform !== "string"){
validate13.errors = [{instancePath:instancePath+"/platform",schemaPath:"#/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.supported_task_types !== undefined && func0.call(data, "supported_task_types")){
let data3 = data.supported_task_types;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
if(data3.length > 10000){
validate13.errors = [{instancePath:instancePath+"/supported_task_types",schemaPath:"#/properties/supported_task_types/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs9 = errors;
if(typeof data3[i0] !== "string"){
validate13.errors = [{instancePath:instancePath+"/supported_task_types/" + i0,schemaPath:"#/properties/supported_task_types/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs9 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/supported_task_types",schemaPath:"#/properties/supported_task_types/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

const WorkerSignOn = validate14;
const schema15 = {"$id":"WorkerSignOn","type":"object","required":["name","supported_task_types","software_version"],"properties":{"name":{"type":"string"},"supported_task_types":{"type":"array","maxItems":10000,"items":{"type":"string"}},"software_version":{"type":"string"},"can_restart":{"type":"boolean"},"can_test":{"type":"boolean"},"can_check_storage":{"type":"boolean"},"host":{"allOf":[{"type":"object","properties":{"os":{"type":"string"},"cpu_model":{"type":"string"},"cpu_threads":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"memory_bytes":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"gpus":{"type":"array","items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"memory_bytes":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}}}},"storage":{"type":"object","required":["total_bytes","free_bytes"],"properties":{"total_bytes":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"free_bytes":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}}}}}]}}};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerSignOn" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.supported_task_types === undefined) || (!(func0.call(data, "supported_task_types")))) && (missing0 = "supported_task_types"))) || (((data.software_version === undefined) || (!(func0.call(data, "software_version")))) && (missing0 = "software_version"))){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined && func0.call(data, "name")){
const _errs1 = errors;
if(typeof data.name !== "string"){
validate14.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.supported_task_types !== undefined && func0.call(data, "supported_task_types")){
let data1 = data.supported_task_types;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data1)){
if(data1.length > 10000){
validate14.errors = [{instancePath:instancePath+"/supported_task_types",schemaPath:"#/properties/supported_task_types/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs5 = errors;
if(typeof data1[i0] !== "string"){
validate14.errors = [{instancePath:instancePath+"/supported_task_types/" + i0,schemaPath:"#/properties/supported_task_types/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/supported_task_types",schemaPath:"#/properties/supported_task_types/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.software_version !== undefined && func0.call(data, "software_version")){
const _errs7 = errors;
if(typeof data.software_version !== "string"){
validate14.errors = [{instancePath:instancePath+"/software_version",schemaPath:"#/properties/software_version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can_restart !== undefined && func0.call(data, "can_restart")){
const _errs9 = errors;
if(typeof data.can_restart !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/can_restart",schemaPath:"#/properties/can_restart/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can_test !== undefined && func0.call(data, "can_test")){
const _errs11 = errors;
if(typeof data.can_test !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/can_test",schemaPath:"#/properties/can_test/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can_check_storage !== undefined && func0.call(data, "can_check_storage")){
const _errs13 = errors;
if(typeof data.can_check_storage !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/can_check_storage",schemaPath:"#/properties/can_check_storage/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.host !== undefined && func0.call(data, "host")){
let data7 = data.host;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.os !== undefined && func0.call(data7, "os")){
const _errs18 = errors;
if(typeof data7.os !== "string"){
validate14.errors = [{instancePath:instancePath+"/host/os",schemaPath:"#/properties/host/allOf/0/properties/os/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.cpu_model !== undefined && func0.call(data7, "cpu_model")){
const _errs20 = errors;
if(typeof data7.cpu_model !== "string"){
validate14.errors = [{instancePath:instancePath+"/host/cpu_model",schemaPath:"#/properties/host/allOf/0/properties/cpu_model/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.cpu_threads !== undefined && func0.call(data7, "cpu_threads")){
let data10 = data7.cpu_threads;
const _errs22 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate14.errors = [{instancePath:instancePath+"/host/cpu_threads",schemaPath:"#/properties/host/allOf/0/properties/cpu_threads/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9007199254740991 || isNaN(data10)){
validate14.errors = [{instancePath:instancePath+"/host/cpu_threads",schemaPath:"#/properties/host/allOf/0/properties/cpu_threads/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data10 < -9007199254740991 || isNaN(data10)){
validate14.errors = [{instancePath:instancePath+"/host/cpu_threads",schemaPath:"#/properties/host/allOf/0/properties/cpu_threads/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.memory_bytes !== undefined && func0.call(data7, "memory_bytes")){
let data11 = data7.memory_bytes;
const _errs24 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate14.errors = [{instancePath:instancePath+"/host/memory_bytes",schemaPath:"#/properties/host/allOf/0/properties/memory_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs24){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
validate14.errors = [{instancePath:instancePath+"/host/memory_bytes",schemaPath:"#/properties/host/allOf/0/properties/memory_bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data11 < -9007199254740991 || isNaN(data11)){
validate14.errors = [{instancePath:instancePath+"/host/memory_bytes",schemaPath:"#/properties/host/allOf/0/properties/memory_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid3 = _errs24 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.gpus !== undefined && func0.call(data7, "gpus")){
let data12 = data7.gpus;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data12)){
var valid4 = true;
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
const _errs28 = errors;
if(errors === _errs28){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing1;
if(((data13.name === undefined) || (!(func0.call(data13, "name")))) && (missing1 = "name")){
validate14.errors = [{instancePath:instancePath+"/host/gpus/" + i1,schemaPath:"#/properties/host/allOf/0/properties/gpus/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data13.name !== undefined && func0.call(data13, "name")){
const _errs30 = errors;
if(typeof data13.name !== "string"){
validate14.errors = [{instancePath:instancePath+"/host/gpus/" + i1+"/name",schemaPath:"#/properties/host/allOf/0/properties/gpus/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs30 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.memory_bytes !== undefined && func0.call(data13, "memory_bytes")){
let data15 = data13.memory_bytes;
const _errs32 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate14.errors = [{instancePath:instancePath+"/host/gpus/" + i1+"/memory_bytes",schemaPath:"#/properties/host/allOf/0/properties/gpus/items/properties/memory_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs32){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 9007199254740991 || isNaN(data15)){
validate14.errors = [{instancePath:instancePath+"/host/gpus/" + i1+"/memory_bytes",schemaPath:"#/properties/host/allOf/0/properties/gpus/items/properties/memory_bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data15 < -9007199254740991 || isNaN(data15)){
validate14.errors = [{instancePath:instancePath+"/host/gpus/" + i1+"/memory_bytes",schemaPath:"#/properties/host/allOf/0/properties/gpus/items/properties/memory_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid5 = _errs32 === errors;
}
else {
var valid5 = true;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/host/gpus/" + i1,schemaPath:"#/properties/host/allOf/0/properties/gpus/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs28 === errors;
if(!valid4){
break;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/host/gpus",schemaPath:"#/properties/host/allOf/0/properties/gpus/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs26 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.storage !== undefined && func0.call(data7, "storage")){
let data16 = data7.storage;
const _errs34 = errors;
if(errors === _errs34){
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
let missing2;
if((((data16.total_bytes === undefined) || (!(func0.call(data16, "total_bytes")))) && (missing2 = "total_bytes")) || (((data16.free_bytes === undefined) || (!(func0.call(data16, "free_bytes")))) && (missing2 = "free_bytes"))){
validate14.errors = [{instancePath:instancePath+"/host/storage",schemaPath:"#/properties/host/allOf/0/properties/storage/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data16.total_bytes !== undefined && func0.call(data16, "total_bytes")){
let data17 = data16.total_bytes;
const _errs36 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate14.errors = [{instancePath:instancePath+"/host/storage/total_bytes",schemaPath:"#/properties/host/allOf/0/properties/storage/properties/total_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs36){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 9007199254740991 || isNaN(data17)){
validate14.errors = [{instancePath:instancePath+"/host/storage/total_bytes",schemaPath:"#/properties/host/allOf/0/properties/storage/properties/total_bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data17 < -9007199254740991 || isNaN(data17)){
validate14.errors = [{instancePath:instancePath+"/host/storage/total_bytes",schemaPath:"#/properties/host/allOf/0/properties/storage/properties/total_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid6 = _errs36 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.free_bytes !== undefined && func0.call(data16, "free_bytes")){
let data18 = data16.free_bytes;
const _errs38 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate14.errors = [{instancePath:instancePath+"/host/storage/free_bytes",schemaPath:"#/properties/host/allOf/0/properties/storage/properties/free_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs38){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 9007199254740991 || isNaN(data18)){
validate14.errors = [{instancePath:instancePath+"/host/storage/free_bytes",schemaPath:"#/properties/host/allOf/0/properties/storage/properties/free_bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data18 < -9007199254740991 || isNaN(data18)){
validate14.errors = [{instancePath:instancePath+"/host/storage/free_bytes",schemaPath:"#/properties/host/allOf/0/properties/storage/properties/free_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid6 = _errs38 === errors;
}
else {
var valid6 = true;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/host/storage",schemaPath:"#/properties/host/allOf/0/properties/storage/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs34 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/host",schemaPath:"#/properties/host/allOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

const WorkerStateChanged = validate15;
const schema16 = {"$id":"WorkerStateChanged","type":"object","required":["status"],"properties":{"status":{"type":"string","enum":["starting","awake","asleep","error","testing","offline","restart"]},"reason":{"type":"string"}}};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerStateChanged" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.status === undefined) || (!(func0.call(data, "status")))) && (missing0 = "status")){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.status !== undefined && func0.call(data, "status")){
let data0 = data.status;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate15.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((data0 === "starting") || (data0 === "awake")) || (data0 === "asleep")) || (data0 === "error")) || (data0 === "testing")) || (data0 === "offline")) || (data0 === "restart"))){
validate15.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema16.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined && func0.call(data, "reason")){
const _errs3 = errors;
if(typeof data.reason !== "string"){
validate15.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

const TaskUpdate = validate16;
const schema17 = {"$id":"TaskUpdate","type":"object","properties":{"taskStatus":{"type":"string","enum":["active","canceled","completed","failed","queued","soft-failed","paused"]},"activity":{"type":"string"},"log":{"type":"string"},"steps_completed":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"frame_times":{"type":"array","items":{"type":"object","required":["frame","duration_ms"],"properties":{"frame":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"duration_ms":{"type":"integer","minimum":0,"maximum":1000000000000}}}}}};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="TaskUpdate" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.taskStatus !== undefined && func0.call(data, "taskStatus")){
let data0 = data.taskStatus;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate16.errors = [{instancePath:instancePath+"/taskStatus",schemaPath:"#/properties/taskStatus/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((data0 === "active") || (data0 === "canceled")) || (data0 === "completed")) || (data0 === "failed")) || (data0 === "queued")) || (data0 === "soft-failed")) || (data0 === "paused"))){
validate16.errors = [{instancePath:instancePath+"/taskStatus",schemaPath:"#/properties/taskStatus/enum",keyword:"enum",params:{allowedValues: schema17.properties.taskStatus.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.activity !== undefined && func0.call(data, "activity")){
const _errs3 = errors;
if(typeof data.activity !== "string"){
validate16.errors = [{instancePath:instancePath+"/activity",schemaPath:"#/properties/activity/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.log !== undefined && func0.call(data, "log")){
const _errs5 = errors;
if(typeof data.log !== "string"){
validate16.errors = [{instancePath:instancePath+"/log",schemaPath:"#/properties/log/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps_completed !== undefined && func0.call(data, "steps_completed")){
let data3 = data.steps_completed;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate16.errors = [{instancePath:instancePath+"/steps_completed",schemaPath:"#/properties/steps_completed/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate16.errors = [{instancePath:instancePath+"/steps_completed",schemaPath:"#/properties/steps_completed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < -9007199254740991 || isNaN(data3)){
validate16.errors = [{instancePath:instancePath+"/steps_completed",schemaPath:"#/properties/steps_completed/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.frame_times !== undefined && func0.call(data, "frame_times")){
let data4 = data.frame_times;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data4)){
var valid1 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs11 = errors;
if(errors === _errs11){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing0;
if((((data5.frame === undefined) || (!(func0.call(data5, "frame")))) && (missing0 = "frame")) || (((data5.duration_ms === undefined) || (!(func0.call(data5, "duration_ms")))) && (missing0 = "duration_ms"))){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0,schemaPath:"#/properties/frame_times/items/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data5.frame !== undefined && func0.call(data5, "frame")){
let data6 = data5.frame;
const _errs13 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0+"/frame",schemaPath:"#/properties/frame_times/items/properties/frame/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 2147483647 || isNaN(data6)){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0+"/frame",schemaPath:"#/properties/frame_times/items/properties/frame/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data6 < -2147483648 || isNaN(data6)){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0+"/frame",schemaPath:"#/properties/frame_times/items/properties/frame/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"}];
return false;
}
}
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.duration_ms !== undefined && func0.call(data5, "duration_ms")){
let data7 = data5.duration_ms;
const _errs15 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0+"/duration_ms",schemaPath:"#/properties/frame_times/items/properties/duration_ms/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1000000000000 || isNaN(data7)){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0+"/duration_ms",schemaPath:"#/properties/frame_times/items/properties/duration_ms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000000},message:"must be <= 1000000000000"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0+"/duration_ms",schemaPath:"#/properties/frame_times/items/properties/duration_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/frame_times/" + i0,schemaPath:"#/properties/frame_times/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs11 === errors;
if(!valid1){
break;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/frame_times",schemaPath:"#/properties/frame_times/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

const WorkerStatusChangeRequest = validate17;
const schema18 = {"$id":"WorkerStatusChangeRequest","type":"object","required":["status","is_lazy"],"properties":{"status":{"type":"string","enum":["starting","awake","asleep","error","testing","offline","restart"]},"is_lazy":{"type":"boolean"}}};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerStatusChangeRequest" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.status === undefined) || (!(func0.call(data, "status")))) && (missing0 = "status")) || (((data.is_lazy === undefined) || (!(func0.call(data, "is_lazy")))) && (missing0 = "is_lazy"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.status !== undefined && func0.call(data, "status")){
let data0 = data.status;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate17.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((data0 === "starting") || (data0 === "awake")) || (data0 === "asleep")) || (data0 === "error")) || (data0 === "testing")) || (data0 === "offline")) || (data0 === "restart"))){
validate17.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema18.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.is_lazy !== undefined && func0.call(data, "is_lazy")){
const _errs3 = errors;
if(typeof data.is_lazy !== "boolean"){
validate17.errors = [{instancePath:instancePath+"/is_lazy",schemaPath:"#/properties/is_lazy/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}

const WorkerBlocklistExemption = validate18;
const schema19 = {"$id":"WorkerBlocklistExemption","type":"object","required":["blocklist_exempt"],"properties":{"blocklist_exempt":{"type":"boolean"}}};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerBlocklistExemption" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.blocklist_exempt === undefined) || (!(func0.call(data, "blocklist_exempt")))) && (missing0 = "blocklist_exempt")){
validate18.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.blocklist_exempt !== undefined && func0.call(data, "blocklist_exempt")){
if(typeof data.blocklist_exempt !== "boolean"){
validate18.errors = [{instancePath:instancePath+"/blocklist_exempt",schemaPath:"#/properties/blocklist_exempt/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

const WorkerTagChangeRequest = validate19;
const schema20 = {"$id":"WorkerTagChangeRequest","type":"object","required":["tag_ids"],"properties":{"tag_ids":{"type":"array","maxItems":10000,"items":{"type":"string"}}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerTagChangeRequest" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.tag_ids === undefined) || (!(func0.call(data, "tag_ids")))) && (missing0 = "tag_ids")){
validate19.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.tag_ids !== undefined && func0.call(data, "tag_ids")){
let data0 = data.tag_ids;
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate19.errors = [{instancePath:instancePath+"/tag_ids",schemaPath:"#/properties/tag_ids/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs3 = errors;
if(typeof data0[i0] !== "string"){
validate19.errors = [{instancePath:instancePath+"/tag_ids/" + i0,schemaPath:"#/properties/tag_ids/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/tag_ids",schemaPath:"#/properties/tag_ids/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

const WorkerSleepSchedule = validate20;
const schema21 = {"$id":"WorkerSleepSchedule","type":"object","required":["is_active","days_of_week","start_time","end_time"],"properties":{"is_active":{"type":"boolean"},"days_of_week":{"type":"string"},"start_time":{"type":"string"},"end_time":{"type":"string"}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerSleepSchedule" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.is_active === undefined) || (!(func0.call(data, "is_active")))) && (missing0 = "is_active")) || (((data.days_of_week === undefined) || (!(func0.call(data, "days_of_week")))) && (missing0 = "days_of_week"))) || (((data.start_time === undefined) || (!(func0.call(data, "start_time")))) && (missing0 = "start_time"))) || (((data.end_time === undefined) || (!(func0.call(data, "end_time")))) && (missing0 = "end_time"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.is_active !== undefined && func0.call(data, "is_active")){
const _errs1 = errors;
if(typeof data.is_active !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/is_active",schemaPath:"#/properties/is_active/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.days_of_week !== undefined && func0.call(data, "days_of_week")){
const _errs3 = errors;
if(typeof data.days_of_week !== "string"){
validate20.errors = [{instancePath:instancePath+"/days_of_week",schemaPath:"#/properties/days_of_week/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.start_time !== undefined && func0.call(data, "start_time")){
const _errs5 = errors;
if(typeof data.start_time !== "string"){
validate20.errors = [{instancePath:instancePath+"/start_time",schemaPath:"#/properties/start_time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.end_time !== undefined && func0.call(data, "end_time")){
const _errs7 = errors;
if(typeof data.end_time !== "string"){
validate20.errors = [{instancePath:instancePath+"/end_time",schemaPath:"#/properties/end_time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

const WorkerTag = validate21;
const schema22 = {"$id":"WorkerTag","type":"object","required":["name"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="WorkerTag" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined && func0.call(data, "id")){
const _errs1 = errors;
if(typeof data.id !== "string"){
validate21.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined && func0.call(data, "name")){
const _errs3 = errors;
if(typeof data.name !== "string"){
validate21.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined && func0.call(data, "description")){
const _errs5 = errors;
if(typeof data.description !== "string"){
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

const JobTypeCheck = validate22;
const schema23 = {"$id":"JobTypeCheck","type":"object","required":["source"],"properties":{"source":{"type":"string"},"file_name":{"type":"string"},"settings":{"allOf":[{"type":"object"}]},"name":{"type":"string"},"priority":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"metadata":{"type":"object","additionalProperties":{"type":"string"}}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobTypeCheck" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.source === undefined) || (!(func0.call(data, "source")))) && (missing0 = "source")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.source !== undefined && func0.call(data, "source")){
const _errs1 = errors;
if(typeof data.source !== "string"){
validate22.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.file_name !== undefined && func0.call(data, "file_name")){
const _errs3 = errors;
if(typeof data.file_name !== "string"){
validate22.errors = [{instancePath:instancePath+"/file_name",schemaPath:"#/properties/file_name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined && func0.call(data, "settings")){
let data2 = data.settings;
const _errs5 = errors;
if(!(data2 && typeof data2 == "object" && !Array.isArray(data2))){
validate22.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/allOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined && func0.call(data, "name")){
const _errs8 = errors;
if(typeof data.name !== "string"){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.priority !== undefined && func0.call(data, "priority")){
let data4 = data.priority;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate22.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate22.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < -9007199254740991 || isNaN(data4)){
validate22.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined && func0.call(data, "metadata")){
let data5 = data.metadata;
const _errs12 = errors;
if(errors === _errs12){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key0 of Object.keys(data5)){
const _errs15 = errors;
if(typeof data5[key0] !== "string"){
validate22.errors = [{instancePath:instancePath+"/metadata/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs15 === errors;
if(!valid2){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

const SubmittedJob = validate23;
const schema24 = {"$id":"SubmittedJob","type":"object","required":["name","type","priority","submitter_platform"],"properties":{"name":{"type":"string"},"type":{"type":"string"},"type_etag":{"type":"string"},"priority":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"settings":{"type":"object"},"metadata":{"type":"object","additionalProperties":{"type":"string"}},"submitter_platform":{"type":"string"},"storage":{"type":"object","properties":{"shaman_checkout_id":{"type":"string"}}},"worker_tag":{"type":"string"},"initial_status":{"type":"string","enum":["active","canceled","completed","failed","paused","pause-requested","queued","cancel-requested","requeueing","under-construction"]},"blocklist_threshold":{"type":"integer","minimum":0,"maximum":2147483647},"task_fail_after_softfail_count":{"type":"integer","minimum":1,"maximum":2147483647}}};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="SubmittedJob" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.priority === undefined) || (!(func0.call(data, "priority")))) && (missing0 = "priority"))) || (((data.submitter_platform === undefined) || (!(func0.call(data, "submitter_platform")))) && (missing0 = "submitter_platform"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined && func0.call(data, "name")){
const _errs1 = errors;
if(typeof data.name !== "string"){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
const _errs3 = errors;
if(typeof data.type !== "string"){
validate23.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type_etag !== undefined && func0.call(data, "type_etag")){
const _errs5 = errors;
if(typeof data.type_etag !== "string"){
validate23.errors = [{instancePath:instancePath+"/type_etag",schemaPath:"#/properties/type_etag/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.priority !== undefined && func0.call(data, "priority")){
let data3 = data.priority;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate23.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate23.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < -9007199254740991 || isNaN(data3)){
validate23.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined && func0.call(data, "settings")){
let data4 = data.settings;
const _errs9 = errors;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
validate23.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined && func0.call(data, "metadata")){
let data5 = data.metadata;
const _errs11 = errors;
if(errors === _errs11){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key0 of Object.keys(data5)){
const _errs14 = errors;
if(typeof data5[key0] !== "string"){
validate23.errors = [{instancePath:instancePath+"/metadata/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs14 === errors;
if(!valid1){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.submitter_platform !== undefined && func0.call(data, "submitter_platform")){
const _errs16 = errors;
if(typeof data.submitter_platform !== "string"){
validate23.errors = [{instancePath:instancePath+"/submitter_platform",schemaPath:"#/properties/submitter_platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storage !== undefined && func0.call(data, "storage")){
let data8 = data.storage;
const _errs18 = errors;
if(errors === _errs18){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.shaman_checkout_id !== undefined && func0.call(data8, "shaman_checkout_id")){
if(typeof data8.shaman_checkout_id !== "string"){
validate23.errors = [{instancePath:instancePath+"/storage/shaman_checkout_id",schemaPath:"#/properties/storage/properties/shaman_checkout_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/storage",schemaPath:"#/properties/storage/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.worker_tag !== undefined && func0.call(data, "worker_tag")){
const _errs22 = errors;
if(typeof data.worker_tag !== "string"){
validate23.errors = [{instancePath:instancePath+"/worker_tag",schemaPath:"#/properties/worker_tag/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.initial_status !== undefined && func0.call(data, "initial_status")){
let data11 = data.initial_status;
const _errs24 = errors;
if(typeof data11 !== "string"){
validate23.errors = [{instancePath:instancePath+"/initial_status",schemaPath:"#/properties/initial_status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((((((((data11 === "active") || (data11 === "canceled")) || (data11 === "completed")) || (data11 === "failed")) || (data11 === "paused")) || (data11 === "pause-requested")) || (data11 === "queued")) || (data11 === "cancel-requested")) || (data11 === "requeueing")) || (data11 === "under-construction"))){
validate23.errors = [{instancePath:instancePath+"/initial_status",schemaPath:"#/properties/initial_status/enum",keyword:"enum",params:{allowedValues: schema24.properties.initial_status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.blocklist_threshold !== undefined && func0.call(data, "blocklist_threshold")){
let data12 = data.blocklist_threshold;
const _errs26 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate23.errors = [{instancePath:instancePath+"/blocklist_threshold",schemaPath:"#/properties/blocklist_threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs26){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 2147483647 || isNaN(data12)){
validate23.errors = [{instancePath:instancePath+"/blocklist_threshold",schemaPath:"#/properties/blocklist_threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate23.errors = [{instancePath:instancePath+"/blocklist_threshold",schemaPath:"#/properties/blocklist_threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.task_fail_after_softfail_count !== undefined && func0.call(data, "task_fail_after_softfail_count")){
let data13 = data.task_fail_after_softfail_count;
const _errs28 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate23.errors = [{instancePath:instancePath+"/task_fail_after_softfail_count",schemaPath:"#/properties/task_fail_after_softfail_count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 2147483647 || isNaN(data13)){
validate23.errors = [{instancePath:instancePath+"/task_fail_after_softfail_count",schemaPath:"#/properties/task_fail_after_softfail_count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data13 < 1 || isNaN(data13)){
validate23.errors = [{instancePath:instancePath+"/task_fail_after_softfail_count",schemaPath:"#/properties/task_fail_after_softfail_count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

const JobMassDeletionSelection = validate24;
const schema25 = {"$id":"JobMassDeletionSelection","type":"object","properties":{"last_updated_max":{"type":"string","pattern":"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$"},"include_active":{"type":"boolean"}}};
const pattern0 = new RegExp("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobMassDeletionSelection" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.last_updated_max !== undefined && func0.call(data, "last_updated_max")){
let data0 = data.last_updated_max;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate24.errors = [{instancePath:instancePath+"/last_updated_max",schemaPath:"#/properties/last_updated_max/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$"},message:"must match pattern \""+"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/last_updated_max",schemaPath:"#/properties/last_updated_max/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_active !== undefined && func0.call(data, "include_active")){
const _errs3 = errors;
if(typeof data.include_active !== "boolean"){
validate24.errors = [{instancePath:instancePath+"/include_active",schemaPath:"#/properties/include_active/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

const JobFailureLimits = validate25;
const schema26 = {"$id":"JobFailureLimits","type":"object","properties":{"blocklist_threshold":{"type":"integer","minimum":0,"maximum":2147483647},"task_fail_after_softfail_count":{"type":"integer","minimum":1,"maximum":2147483647}}};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobFailureLimits" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.blocklist_threshold !== undefined && func0.call(data, "blocklist_threshold")){
let data0 = data.blocklist_threshold;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate25.errors = [{instancePath:instancePath+"/blocklist_threshold",schemaPath:"#/properties/blocklist_threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs1){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
validate25.errors = [{instancePath:instancePath+"/blocklist_threshold",schemaPath:"#/properties/blocklist_threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate25.errors = [{instancePath:instancePath+"/blocklist_threshold",schemaPath:"#/properties/blocklist_threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.task_fail_after_softfail_count !== undefined && func0.call(data, "task_fail_after_softfail_count")){
let data1 = data.task_fail_after_softfail_count;
const _errs3 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate25.errors = [{instancePath:instancePath+"/task_fail_after_softfail_count",schemaPath:"#/properties/task_fail_after_softfail_count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 2147483647 || isNaN(data1)){
validate25.errors = [{instancePath:instancePath+"/task_fail_after_softfail_count",schemaPath:"#/properties/task_fail_after_softfail_count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate25.errors = [{instancePath:instancePath+"/task_fail_after_softfail_count",schemaPath:"#/properties/task_fail_after_softfail_count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}

const JobSettingsEdit = validate26;
const schema27 = {"$id":"JobSettingsEdit","type":"object","required":["settings"],"properties":{"settings":{"allOf":[{"type":"object"}]},"type_etag":{"type":"string"},"submitter_platform":{"type":"string"},"accept_other_script":{"type":"boolean"}}};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobSettingsEdit" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.settings === undefined) || (!(func0.call(data, "settings")))) && (missing0 = "settings")){
validate26.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.settings !== undefined && func0.call(data, "settings")){
let data0 = data.settings;
const _errs1 = errors;
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
validate26.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/allOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type_etag !== undefined && func0.call(data, "type_etag")){
const _errs4 = errors;
if(typeof data.type_etag !== "string"){
validate26.errors = [{instancePath:instancePath+"/type_etag",schemaPath:"#/properties/type_etag/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.submitter_platform !== undefined && func0.call(data, "submitter_platform")){
const _errs6 = errors;
if(typeof data.submitter_platform !== "string"){
validate26.errors = [{instancePath:instancePath+"/submitter_platform",schemaPath:"#/properties/submitter_platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.accept_other_script !== undefined && func0.call(data, "accept_other_script")){
const _errs8 = errors;
if(typeof data.accept_other_script !== "boolean"){
validate26.errors = [{instancePath:instancePath+"/accept_other_script",schemaPath:"#/properties/accept_other_script/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}

const JobStatusChange = validate27;
const schema28 = {"$id":"JobStatusChange","type":"object","required":["status","reason"],"properties":{"status":{"type":"string","enum":["active","canceled","completed","failed","paused","pause-requested","queued","cancel-requested","requeueing","under-construction"]},"reason":{"type":"string"}}};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobStatusChange" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.status === undefined) || (!(func0.call(data, "status")))) && (missing0 = "status")) || (((data.reason === undefined) || (!(func0.call(data, "reason")))) && (missing0 = "reason"))){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.status !== undefined && func0.call(data, "status")){
let data0 = data.status;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate27.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((((((((data0 === "active") || (data0 === "canceled")) || (data0 === "completed")) || (data0 === "failed")) || (data0 === "paused")) || (data0 === "pause-requested")) || (data0 === "queued")) || (data0 === "cancel-requested")) || (data0 === "requeueing")) || (data0 === "under-construction"))){
validate27.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema28.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined && func0.call(data, "reason")){
const _errs3 = errors;
if(typeof data.reason !== "string"){
validate27.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}

const JobPriorityChange = validate28;
const schema29 = {"$id":"JobPriorityChange","type":"object","required":["priority"],"properties":{"priority":{"type":"integer","minimum":0,"maximum":100}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobPriorityChange" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.priority === undefined) || (!(func0.call(data, "priority")))) && (missing0 = "priority")){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.priority !== undefined && func0.call(data, "priority")){
let data0 = data.priority;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate28.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs1){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 100 || isNaN(data0)){
validate28.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate28.errors = [{instancePath:instancePath+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}

const JobTagChange = validate29;
const schema30 = {"$id":"JobTagChange","type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobTagChange" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id !== undefined && func0.call(data, "id")){
const _errs1 = errors;
if(typeof data.id !== "string"){
validate29.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined && func0.call(data, "name")){
const _errs3 = errors;
if(typeof data.name !== "string"){
validate29.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

const JobBlocklist = validate30;
const schema31 = {"$id":"JobBlocklist","type":"array","maxItems":10000,"items":{"type":"object","required":["worker_id","task_type"],"properties":{"worker_id":{"type":"string"},"task_type":{"type":"string"},"worker_name":{"type":"string"}}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="JobBlocklist" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(Array.isArray(data)){
if(data.length > 10000){
validate30.errors = [{instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing0;
if((((data0.worker_id === undefined) || (!(func0.call(data0, "worker_id")))) && (missing0 = "worker_id")) || (((data0.task_type === undefined) || (!(func0.call(data0, "task_type")))) && (missing0 = "task_type"))){
validate30.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data0.worker_id !== undefined && func0.call(data0, "worker_id")){
const _errs3 = errors;
if(typeof data0.worker_id !== "string"){
validate30.errors = [{instancePath:instancePath+"/" + i0+"/worker_id",schemaPath:"#/items/properties/worker_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs3 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.task_type !== undefined && func0.call(data0, "task_type")){
const _errs5 = errors;
if(typeof data0.task_type !== "string"){
validate30.errors = [{instancePath:instancePath+"/" + i0+"/task_type",schemaPath:"#/items/properties/task_type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.worker_name !== undefined && func0.call(data0, "worker_name")){
const _errs7 = errors;
if(typeof data0.worker_name !== "string"){
validate30.errors = [{instancePath:instancePath+"/" + i0+"/worker_name",schemaPath:"#/items/properties/worker_name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}

const TaskStatusChange = validate31;
const schema32 = {"$id":"TaskStatusChange","type":"object","required":["status","reason"],"properties":{"status":{"type":"string","enum":["active","canceled","completed","failed","queued","soft-failed","paused"]},"reason":{"type":"string"},"include_dependents":{"type":"boolean"}}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="TaskStatusChange" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.status === undefined) || (!(func0.call(data, "status")))) && (missing0 = "status")) || (((data.reason === undefined) || (!(func0.call(data, "reason")))) && (missing0 = "reason"))){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.status !== undefined && func0.call(data, "status")){
let data0 = data.status;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate31.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((data0 === "active") || (data0 === "canceled")) || (data0 === "completed")) || (data0 === "failed")) || (data0 === "queued")) || (data0 === "soft-failed")) || (data0 === "paused"))){
validate31.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema32.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined && func0.call(data, "reason")){
const _errs3 = errors;
if(typeof data.reason !== "string"){
validate31.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.include_dependents !== undefined && func0.call(data, "include_dependents")){
const _errs5 = errors;
if(typeof data.include_dependents !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/include_dependents",schemaPath:"#/properties/include_dependents/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}

const ShamanRequirementsRequest = validate32;
const schema33 = {"$id":"ShamanRequirementsRequest","type":"object","required":["files"],"properties":{"files":{"type":"array","items":{"type":"object","required":["sha","size","path"],"properties":{"sha":{"type":"string"},"size":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"path":{"type":"string"}}}}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="ShamanRequirementsRequest" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.files === undefined) || (!(func0.call(data, "files")))) && (missing0 = "files")){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.files !== undefined && func0.call(data, "files")){
let data0 = data.files;
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((((data1.sha === undefined) || (!(func0.call(data1, "sha")))) && (missing1 = "sha")) || (((data1.size === undefined) || (!(func0.call(data1, "size")))) && (missing1 = "size"))) || (((data1.path === undefined) || (!(func0.call(data1, "path")))) && (missing1 = "path"))){
validate32.errors = [{instancePath:instancePath+"/files/" + i0,schemaPath:"#/properties/files/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.sha !== undefined && func0.call(data1, "sha")){
const _errs5 = errors;
if(typeof data1.sha !== "string"){
validate32.errors = [{instancePath:instancePath+"/files/" + i0+"/sha",schemaPath:"#/properties/files/items/properties/sha/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.size !== undefined && func0.call(data1, "size")){
let data3 = data1.size;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate32.errors = [{instancePath:instancePath+"/files/" + i0+"/size",schemaPath:"#/properties/files/items/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate32.errors = [{instancePath:instancePath+"/files/" + i0+"/size",schemaPath:"#/properties/files/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < -9007199254740991 || isNaN(data3)){
validate32.errors = [{instancePath:instancePath+"/files/" + i0+"/size",schemaPath:"#/properties/files/items/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.path !== undefined && func0.call(data1, "path")){
const _errs9 = errors;
if(typeof data1.path !== "string"){
validate32.errors = [{instancePath:instancePath+"/files/" + i0+"/path",schemaPath:"#/properties/files/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/files/" + i0,schemaPath:"#/properties/files/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}

const ShamanCheckout = validate33;
const schema34 = {"$id":"ShamanCheckout","type":"object","required":["files","checkoutPath"],"properties":{"files":{"type":"array","items":{"type":"object","required":["sha","size","path"],"properties":{"sha":{"type":"string"},"size":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"path":{"type":"string"}}}},"checkoutPath":{"type":"string"}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="ShamanCheckout" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.files === undefined) || (!(func0.call(data, "files")))) && (missing0 = "files")) || (((data.checkoutPath === undefined) || (!(func0.call(data, "checkoutPath")))) && (missing0 = "checkoutPath"))){
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.files !== undefined && func0.call(data, "files")){
let data0 = data.files;
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((((data1.sha === undefined) || (!(func0.call(data1, "sha")))) && (missing1 = "sha")) || (((data1.size === undefined) || (!(func0.call(data1, "size")))) && (missing1 = "size"))) || (((data1.path === undefined) || (!(func0.call(data1, "path")))) && (missing1 = "path"))){
validate33.errors = [{instancePath:instancePath+"/files/" + i0,schemaPath:"#/properties/files/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.sha !== undefined && func0.call(data1, "sha")){
const _errs5 = errors;
if(typeof data1.sha !== "string"){
validate33.errors = [{instancePath:instancePath+"/files/" + i0+"/sha",schemaPath:"#/properties/files/items/properties/sha/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.size !== undefined && func0.call(data1, "size")){
let data3 = data1.size;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate33.errors = [{instancePath:instancePath+"/files/" + i0+"/size",schemaPath:"#/properties/files/items/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate33.errors = [{instancePath:instancePath+"/files/" + i0+"/size",schemaPath:"#/properties/files/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < -9007199254740991 || isNaN(data3)){
validate33.errors = [{instancePath:instancePath+"/files/" + i0+"/size",schemaPath:"#/properties/files/items/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.path !== undefined && func0.call(data1, "path")){
const _errs9 = errors;
if(typeof data1.path !== "string"){
validate33.errors = [{instancePath:instancePath+"/files/" + i0+"/path",schemaPath:"#/properties/files/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/files/" + i0,schemaPath:"#/properties/files/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.checkoutPath !== undefined && func0.call(data, "checkoutPath")){
const _errs11 = errors;
if(typeof data.checkoutPath !== "string"){
validate33.errors = [{instancePath:instancePath+"/checkoutPath",schemaPath:"#/properties/checkoutPath/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}

const PathDiagnosisRequest = validate34;
const schema35 = {"$id":"PathDiagnosisRequest","type":"object","required":["path"],"properties":{"path":{"type":"string"},"platform":{"type":"string"},"worker_platform":{"type":"string"}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="PathDiagnosisRequest" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.path === undefined) || (!(func0.call(data, "path")))) && (missing0 = "path")){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined && func0.call(data, "path")){
const _errs1 = errors;
if(typeof data.path !== "string"){
validate34.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.platform !== undefined && func0.call(data, "platform")){
const _errs3 = errors;
if(typeof data.platform !== "string"){
validate34.errors = [{instancePath:instancePath+"/platform",schemaPath:"#/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.worker_platform !== undefined && func0.call(data, "worker_platform")){
const _errs5 = errors;
if(typeof data.worker_platform !== "string"){
validate34.errors = [{instancePath:instancePath+"/worker_platform",schemaPath:"#/properties/worker_platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}

const StorageCheckRequest = validate35;
const schema36 = {"$id":"StorageCheckRequest","type":"object","required":["path"],"properties":{"path":{"type":"string","minLength":1,"maxLength":4096},"platform":{"type":"string"},"workers":{"type":"array","minItems":1,"maxItems":10000,"items":{"type":"string"}},"tag":{"type":"string"}}};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="StorageCheckRequest" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.path === undefined) || (!(func0.call(data, "path")))) && (missing0 = "path")){
validate35.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined && func0.call(data, "path")){
let data0 = data.path;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 4096){
validate35.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(data0.length < 1){
validate35.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.platform !== undefined && func0.call(data, "platform")){
const _errs3 = errors;
if(typeof data.platform !== "string"){
validate35.errors = [{instancePath:instancePath+"/platform",schemaPath:"#/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.workers !== undefined && func0.call(data, "workers")){
let data2 = data.workers;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate35.errors = [{instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate35.errors = [{instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(typeof data2[i0] !== "string"){
validate35.errors = [{instancePath:instancePath+"/workers/" + i0,schemaPath:"#/properties/workers/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs7 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tag !== undefined && func0.call(data, "tag")){
const _errs9 = errors;
if(typeof data.tag !== "string"){
validate35.errors = [{instancePath:instancePath+"/tag",schemaPath:"#/properties/tag/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}

const StorageFindings = validate36;
const schema37 = {"$id":"StorageFindings","type":"object","required":["path","kind","can_read","can_write","took_ms","troubles"],"properties":{"path":{"type":"string","maxLength":8192},"kind":{"type":"string","enum":["directory","file","other","nothing","unknown"]},"can_read":{"type":"boolean"},"can_write":{"type":"boolean"},"is_empty":{"type":"boolean"},"nearest":{"type":"string","maxLength":8192},"owner":{"type":"object","required":["uid","gid","rights"],"properties":{"uid":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"gid":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"rights":{"type":"string","maxLength":20}}},"user":{"type":"string","maxLength":256},"free_bytes":{"type":"integer","minimum":0,"maximum":9007199254740991},"total_bytes":{"type":"integer","minimum":0,"maximum":9007199254740991},"took_ms":{"type":"integer","minimum":0,"maximum":9007199254740991},"troubles":{"type":"array","maxItems":10,"items":{"type":"object","required":["step","code","message"],"properties":{"step":{"type":"string","enum":["find","read","write","remove","measure"]},"code":{"type":"string","maxLength":100},"message":{"type":"string","maxLength":1000}}}}}};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="StorageFindings" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.path === undefined) || (!(func0.call(data, "path")))) && (missing0 = "path")) || (((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing0 = "kind"))) || (((data.can_read === undefined) || (!(func0.call(data, "can_read")))) && (missing0 = "can_read"))) || (((data.can_write === undefined) || (!(func0.call(data, "can_write")))) && (missing0 = "can_write"))) || (((data.took_ms === undefined) || (!(func0.call(data, "took_ms")))) && (missing0 = "took_ms"))) || (((data.troubles === undefined) || (!(func0.call(data, "troubles")))) && (missing0 = "troubles"))){
validate36.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined && func0.call(data, "path")){
let data0 = data.path;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 8192){
validate36.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined && func0.call(data, "kind")){
let data1 = data.kind;
const _errs3 = errors;
if(typeof data1 !== "string"){
validate36.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data1 === "directory") || (data1 === "file")) || (data1 === "other")) || (data1 === "nothing")) || (data1 === "unknown"))){
validate36.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema37.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can_read !== undefined && func0.call(data, "can_read")){
const _errs5 = errors;
if(typeof data.can_read !== "boolean"){
validate36.errors = [{instancePath:instancePath+"/can_read",schemaPath:"#/properties/can_read/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.can_write !== undefined && func0.call(data, "can_write")){
const _errs7 = errors;
if(typeof data.can_write !== "boolean"){
validate36.errors = [{instancePath:instancePath+"/can_write",schemaPath:"#/properties/can_write/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.is_empty !== undefined && func0.call(data, "is_empty")){
const _errs9 = errors;
if(typeof data.is_empty !== "boolean"){
validate36.errors = [{instancePath:instancePath+"/is_empty",schemaPath:"#/properties/is_empty/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.nearest !== undefined && func0.call(data, "nearest")){
let data5 = data.nearest;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data5 === "string"){
if(data5.length > 8192){
validate36.errors = [{instancePath:instancePath+"/nearest",schemaPath:"#/properties/nearest/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/nearest",schemaPath:"#/properties/nearest/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.owner !== undefined && func0.call(data, "owner")){
let data6 = data.owner;
const _errs13 = errors;
if(errors === _errs13){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if(((((data6.uid === undefined) || (!(func0.call(data6, "uid")))) && (missing1 = "uid")) || (((data6.gid === undefined) || (!(func0.call(data6, "gid")))) && (missing1 = "gid"))) || (((data6.rights === undefined) || (!(func0.call(data6, "rights")))) && (missing1 = "rights"))){
validate36.errors = [{instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data6.uid !== undefined && func0.call(data6, "uid")){
let data7 = data6.uid;
const _errs15 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate36.errors = [{instancePath:instancePath+"/owner/uid",schemaPath:"#/properties/owner/properties/uid/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate36.errors = [{instancePath:instancePath+"/owner/uid",schemaPath:"#/properties/owner/properties/uid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data7 < -9007199254740991 || isNaN(data7)){
validate36.errors = [{instancePath:instancePath+"/owner/uid",schemaPath:"#/properties/owner/properties/uid/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data6.gid !== undefined && func0.call(data6, "gid")){
let data8 = data6.gid;
const _errs17 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate36.errors = [{instancePath:instancePath+"/owner/gid",schemaPath:"#/properties/owner/properties/gid/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate36.errors = [{instancePath:instancePath+"/owner/gid",schemaPath:"#/properties/owner/properties/gid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < -9007199254740991 || isNaN(data8)){
validate36.errors = [{instancePath:instancePath+"/owner/gid",schemaPath:"#/properties/owner/properties/gid/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data6.rights !== undefined && func0.call(data6, "rights")){
let data9 = data6.rights;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data9 === "string"){
if(data9.length > 20){
validate36.errors = [{instancePath:instancePath+"/owner/rights",schemaPath:"#/properties/owner/properties/rights/maxLength",keyword:"maxLength",params:{limit: 20},message:"must NOT have more than 20 characters"}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/owner/rights",schemaPath:"#/properties/owner/properties/rights/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate36.errors = [{instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user !== undefined && func0.call(data, "user")){
let data10 = data.user;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data10 === "string"){
if(data10.length > 256){
validate36.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.free_bytes !== undefined && func0.call(data, "free_bytes")){
let data11 = data.free_bytes;
const _errs23 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate36.errors = [{instancePath:instancePath+"/free_bytes",schemaPath:"#/properties/free_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs23){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
validate36.errors = [{instancePath:instancePath+"/free_bytes",schemaPath:"#/properties/free_bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate36.errors = [{instancePath:instancePath+"/free_bytes",schemaPath:"#/properties/free_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.total_bytes !== undefined && func0.call(data, "total_bytes")){
let data12 = data.total_bytes;
const _errs25 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate36.errors = [{instancePath:instancePath+"/total_bytes",schemaPath:"#/properties/total_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs25){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 9007199254740991 || isNaN(data12)){
validate36.errors = [{instancePath:instancePath+"/total_bytes",schemaPath:"#/properties/total_bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate36.errors = [{instancePath:instancePath+"/total_bytes",schemaPath:"#/properties/total_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.took_ms !== undefined && func0.call(data, "took_ms")){
let data13 = data.took_ms;
const _errs27 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate36.errors = [{instancePath:instancePath+"/took_ms",schemaPath:"#/properties/took_ms/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs27){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 9007199254740991 || isNaN(data13)){
validate36.errors = [{instancePath:instancePath+"/took_ms",schemaPath:"#/properties/took_ms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate36.errors = [{instancePath:instancePath+"/took_ms",schemaPath:"#/properties/took_ms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.troubles !== undefined && func0.call(data, "troubles")){
let data14 = data.troubles;
const _errs29 = errors;
if(errors === _errs29){
if(Array.isArray(data14)){
if(data14.length > 10){
validate36.errors = [{instancePath:instancePath+"/troubles",schemaPath:"#/properties/troubles/maxItems",keyword:"maxItems",params:{limit: 10},message:"must NOT have more than 10 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
let data15 = data14[i0];
const _errs31 = errors;
if(errors === _errs31){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing2;
if(((((data15.step === undefined) || (!(func0.call(data15, "step")))) && (missing2 = "step")) || (((data15.code === undefined) || (!(func0.call(data15, "code")))) && (missing2 = "code"))) || (((data15.message === undefined) || (!(func0.call(data15, "message")))) && (missing2 = "message"))){
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0,schemaPath:"#/properties/troubles/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data15.step !== undefined && func0.call(data15, "step")){
let data16 = data15.step;
const _errs33 = errors;
if(typeof data16 !== "string"){
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0+"/step",schemaPath:"#/properties/troubles/items/properties/step/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data16 === "find") || (data16 === "read")) || (data16 === "write")) || (data16 === "remove")) || (data16 === "measure"))){
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0+"/step",schemaPath:"#/properties/troubles/items/properties/step/enum",keyword:"enum",params:{allowedValues: schema37.properties.troubles.items.properties.step.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid3 = _errs33 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data15.code !== undefined && func0.call(data15, "code")){
let data17 = data15.code;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data17 === "string"){
if(data17.length > 100){
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0+"/code",schemaPath:"#/properties/troubles/items/properties/code/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters"}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0+"/code",schemaPath:"#/properties/troubles/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs35 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data15.message !== undefined && func0.call(data15, "message")){
let data18 = data15.message;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data18 === "string"){
if(data18.length > 1000){
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0+"/message",schemaPath:"#/properties/troubles/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0+"/message",schemaPath:"#/properties/troubles/items/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs37 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate36.errors = [{instancePath:instancePath+"/troubles/" + i0,schemaPath:"#/properties/troubles/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs31 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate36.errors = [{instancePath:instancePath+"/troubles",schemaPath:"#/properties/troubles/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate36.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate36.errors = vErrors;
return errors === 0;
}


/** The checks by name, and the defaults to fill in before one of them runs. */
export const bodyChecks = {
  PathCheckInput: { check: PathCheckInput, defaults: {} },
  SetupAssistantConfig: { check: SetupAssistantConfig, defaults: {} },
  updateConfigurationFile: { check: updateConfigurationFile, defaults: {} },
  WorkerRegistration: { check: WorkerRegistration, defaults: {} },
  WorkerSignOn: { check: WorkerSignOn, defaults: {} },
  WorkerStateChanged: { check: WorkerStateChanged, defaults: {} },
  TaskUpdate: { check: TaskUpdate, defaults: {} },
  WorkerStatusChangeRequest: { check: WorkerStatusChangeRequest, defaults: {} },
  WorkerBlocklistExemption: { check: WorkerBlocklistExemption, defaults: {} },
  WorkerTagChangeRequest: { check: WorkerTagChangeRequest, defaults: {} },
  WorkerSleepSchedule: { check: WorkerSleepSchedule, defaults: {} },
  WorkerTag: { check: WorkerTag, defaults: {} },
  JobTypeCheck: { check: JobTypeCheck, defaults: {"priority":50} },
  SubmittedJob: { check: SubmittedJob, defaults: {"priority":50} },
  JobMassDeletionSelection: { check: JobMassDeletionSelection, defaults: {} },
  JobFailureLimits: { check: JobFailureLimits, defaults: {} },
  JobSettingsEdit: { check: JobSettingsEdit, defaults: {} },
  JobStatusChange: { check: JobStatusChange, defaults: {} },
  JobPriorityChange: { check: JobPriorityChange, defaults: {} },
  JobTagChange: { check: JobTagChange, defaults: {} },
  JobBlocklist: { check: JobBlocklist, defaults: {} },
  TaskStatusChange: { check: TaskStatusChange, defaults: {} },
  ShamanRequirementsRequest: { check: ShamanRequirementsRequest, defaults: {} },
  ShamanCheckout: { check: ShamanCheckout, defaults: {} },
  PathDiagnosisRequest: { check: PathDiagnosisRequest, defaults: {} },
  StorageCheckRequest: { check: StorageCheckRequest, defaults: {} },
  StorageFindings: { check: StorageFindings, defaults: {} },
};
